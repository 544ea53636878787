//! The register of releases, for those who may read it: what was proposed, approved, corrected and
//! withdrawn. The committee's counts are not in it.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing},
    caller::Caller,
    refusal::Refusal,
};
use access::ReadSnapshot;
use axum::{Json, extract::State};
use boxed::boxed;
use release::{Release, release_list};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(release_page))
}

/// A release in the register.
#[derive(Debug, Serialize, ToSchema)]
struct ReleaseShape {
    /// Its code.
    code: String,
    /// The registered table's code.
    table: String,
    /// The code of the place that it is for.
    place: String,
    /// `public`, or `members` of the committee of the place.
    audience: &'static str,
    /// The period.
    period: String,
    /// `proposed`, `approved`, `refused` or `withdrawn`.
    state: &'static str,
    /// Nobody outside sees it before.
    visible_from: String,
    /// Who proposed it.
    proposed_by: String,
    /// When.
    proposed_at: String,
    /// Who approved or refused it.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<String>,
    /// Why it was corrected.
    correction: Option<String>,
    /// The BLAKE3 hash of what leaves.
    hash: String,
    /// The version of the engine that audited it.
    engine: String,
    /// The smallest distance between possible counts of any cell, at the proposal.
    narrowest: Option<i64>,
}

fn shape(one: &Release) -> ReleaseShape {
    ReleaseShape {
        code: one.code.clone(),
        table: one.table.clone(),
        place: one.place.to_string(),
        audience: one.audience.code(),
        period: one.period.to_string(),
        state: one.state.code(),
        visible_from: one.visible_from.to_string(),
        proposed_by: one.proposed.0.clone(),
        proposed_at: one.proposed.1.to_string(),
        decided_by: one.decided.as_ref().map(|(name, _)| name.clone()),
        decided_at: one.decided.as_ref().map(|(_, at)| at.to_string()),
        correction: one.reason.clone(),
        hash: one.hash.clone(),
        engine: one.engine.clone(),
        narrowest: one.verdict.narrowest,
    }
}

/// The releases of the caller's own place, and for the national coordinator's office all of them.
#[utoipa::path(get, path = "/releases", tag = "releases",
    responses((status = 200, body = Vec<ReleaseShape>)))]
#[boxed]
async fn release_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<ReleaseShape>>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadSnapshot>(home)?;
    let all = release_list(&door.database, &door.catalogue, &permit, None).await?;
    Ok(Json(all.iter().map(shape).collect()))
}
