//! Who the token stands for.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing},
    caller::Caller,
};
use axum::Json;
use boxed::boxed;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(me_open))
}

/// The account behind the token, in the one membership in which the token acts.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    /// The name to show.
    name: String,
    /// The role.
    role: &'static str,
    /// The region's code; null for who works for the whole country.
    region: Option<String>,
    /// The institution's code, of who speaks for one.
    institution: Option<String>,
    /// Whether this token changes nothing.
    is_read_only: bool,
}

/// Who the token stands for.
#[utoipa::path(get, path = "/me", tag = "account", responses((status = 200, body = Me)))]
#[boxed]
async fn me_open(caller: Caller, _asked: Asked<Nothing>) -> Json<Me> {
    Json(Me {
        name: caller.actor.name().to_owned(),
        role: caller.actor.role().code(),
        region: caller.actor.region().map(ToString::to_string),
        institution: caller.actor.institution().map(ToString::to_string),
        is_read_only: caller.is_read_only,
    })
}
