//! What was released to the members of a committee, for a member's own programs. Of other institutions
//! there is nothing else for them to read.

use crate::{
    ApiDoor,
    asked::Asked,
    caller::Caller,
    published::{PublishedFigureShape, figure},
    refusal::Refusal,
};
use access::ReadReleased;
use axum::{Json, extract::State};
use boxed::boxed;
use release::{MemberRelease, released_to_members};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(released_page))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// The committee's place; the account's own where it is left out.
    place: Option<String>,
}

/// One table as the members were last shown it.
#[derive(Debug, Serialize, ToSchema)]
struct ReleasedShape {
    /// Its code in the register.
    code: String,
    /// The registered table's code.
    table: String,
    /// The code of the committee's place.
    place: String,
    /// The period.
    period: String,
    /// What was done to the counts: `rounding`, `suppression`, `cell-key` or `open`.
    protection: &'static str,
    /// Who released it.
    released_by: String,
    /// When.
    released_at: String,
    /// The BLAKE3 hash of what is shown.
    hash: String,
    /// The figures.
    figures: Vec<PublishedFigureShape>,
}

fn shape(one: &MemberRelease) -> ReleasedShape {
    ReleasedShape {
        code: one.code.clone(),
        table: one.table.clone(),
        place: one.place.to_string(),
        period: one.period.to_string(),
        protection: one.protection.code(),
        released_by: one.released.0.clone(),
        released_at: one.released.1.to_string(),
        hash: one.hash.clone(),
        figures: one.figures.iter().map(figure).collect(),
    }
}

/// What was released to the members of the committee: of each table and period the newest state.
#[utoipa::path(get, path = "/released", tag = "releases", params(Which),
    responses((status = 200, body = Vec<ReleasedShape>)))]
#[boxed]
async fn released_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Which>,
) -> Result<Json<Vec<ReleasedShape>>, Refusal> {
    let place = caller.place(&door, asked.place.as_deref())?;
    let permit = caller.permit::<ReadReleased>(door.scope(&place, None)?)?;
    let found = released_to_members(&door.database, &permit).await?;
    Ok(Json(found.iter().map(shape).collect()))
}
