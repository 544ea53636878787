//! Baselines, milestones and targets of an indicator.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::Refusal,
};
use access::{ReadSituation, SetTarget};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::targets::{Target, TargetKind, target_list, target_set};
use page::Failure;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::{Breakdown, IndicatorCode, Period};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(target_page, target_write))
}

/// A baseline, a milestone or a target.
#[derive(Debug, Serialize, ToSchema)]
struct TargetShape {
    /// `baseline`, `milestone` or `target`.
    kind: &'static str,
    /// The cell; empty for the total.
    breakdown: String,
    /// The period.
    period: String,
    /// The number; null while it is still to be established.
    number: Option<i64>,
    /// Where it was decided.
    source: String,
}

/// A baseline, a milestone or a target to set for the account's place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TargetWriting {
    /// `baseline`, `milestone` or `target`.
    kind: String,
    /// The period.
    period: String,
    /// The number, in the indicator's smallest unit; left out while it is to be established.
    number: Option<i64>,
    /// Where it was decided.
    source: String,
}

fn indicator(door: &ApiDoor, code: &str) -> Result<IndicatorCode, Refusal> {
    let found = door.country().indicator(code);
    Ok(found.ok_or_else(Failure::not_found)?.code.clone())
}

/// The baselines and targets of an indicator in the account's place.
#[utoipa::path(get, path = "/indicators/{code}/targets", tag = "targets",
    params(("code" = String, Path, description = "The indicator's code")),
    responses((status = 200, body = Vec<TargetShape>)))]
#[boxed]
async fn target_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<TargetShape>>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadSituation>(home)?;
    let code = indicator(&door, &code)?;
    let found = target_list(&door.database, &door.catalogue, &permit, &code).await?;
    let shapes = found.into_iter().map(|one| TargetShape {
        kind: one.kind.code(),
        breakdown: one.breakdown.to_string(),
        period: one.period.to_string(),
        number: one.number,
        source: one.source,
    });
    Ok(Json(shapes.collect()))
}

/// Set a baseline or a target of an indicator for the account's place.
#[utoipa::path(post, path = "/indicators/{code}/targets", tag = "targets",
    request_body = TargetWriting,
    params(("code" = String, Path, description = "The indicator's code")),
    responses((status = 204, description = "It was set")))]
#[boxed]
async fn target_write(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<TargetWriting>,
) -> Result<StatusCode, Refusal> {
    let place = caller.home(&door);
    let permit = caller.permit::<SetTarget>(door.scope(&place, None)?)?;
    let target = Target {
        indicator: indicator(&door, &code)?,
        place,
        breakdown: Breakdown::total(),
        kind: TargetKind::from_code(&writing.kind).ok_or_else(|| bad_field("kind"))?,
        period: Period::parse(&writing.period).map_err(|_| bad_field("period"))?,
        number: writing.number,
        source: writing.source,
    };
    let now = door.clock.now();
    target_set(&door.database, &door.catalogue, &permit, &target, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
