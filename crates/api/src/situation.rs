//! What is known of a place, what changed, what is disputed and what is missing.

use crate::{
    ApiDoor,
    asked::{Asked, bad_parameter},
    caller::Caller,
    refusal::Refusal,
    values::KnownShape,
};
use access::ReadSituation;
use axum::{Json, extract::State};
use boxed::boxed;
use committee::situation::overview_read;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::Period;

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(situation_open))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// The place's code; the account's own where nothing is said.
    place: Option<String>,
    /// The period, such as `2024` or `2024Q3`.
    period: String,
}

/// The situation of a place in a period, beside the period before.
#[derive(Debug, Serialize, ToSchema)]
struct SituationShape {
    /// The place's code.
    place: String,
    /// The period.
    period: String,
    /// Every indicator that anything is known of.
    lines: Vec<LineShape>,
    /// The codes of the indicators that nothing is known of in this period.
    missing: Vec<String>,
}

/// One indicator.
#[derive(Debug, Serialize, ToSchema)]
struct LineShape {
    /// The indicator's code.
    indicator: String,
    /// What is known of the period.
    latest: KnownShape,
    /// What is known of the period before.
    previous: KnownShape,
    /// The difference, where both are one number.
    change: Option<i64>,
    /// How many major discrepancies are open in the period.
    disputes: i64,
}

/// What is known, what changed, what is disputed and what is missing.
#[utoipa::path(get, path = "/situation", tag = "situation", params(Which),
    responses((status = 200, body = SituationShape)))]
#[boxed]
async fn situation_open(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Which>,
) -> Result<Json<SituationShape>, Refusal> {
    let place = caller.place(&door, asked.place.as_deref())?;
    let permit = caller.permit::<ReadSituation>(door.scope(&place, None)?)?;
    let period = Period::parse(&asked.period).map_err(|_| bad_parameter("period"))?;
    let before = period.previous().ok_or_else(|| bad_parameter("period"))?;
    let periods = [before, period];
    let overview = overview_read(&door.database, &door.catalogue, &permit, &periods).await?;
    let is_known = |code: &vocabulary::IndicatorCode| {
        let mut lines = overview.lines.iter();
        lines.any(|line| line.indicator == *code && line.latest().low.is_some())
    };
    let all = door.country().indicators().iter().map(|one| &one.code);
    let missing = all.filter(|code| !is_known(code));
    let lines = overview.lines.iter().map(|line| {
        let (latest, previous) = (line.latest(), line.previous());
        let both = latest.number().zip(previous.number());
        LineShape {
            indicator: line.indicator.to_string(),
            latest: (&latest).into(),
            previous: (&previous).into(),
            change: both.and_then(|(now, then)| now.checked_sub(then)),
            disputes: overview.disputes.get(&line.indicator).copied().unwrap_or(0),
        }
    });
    Ok(Json(SituationShape {
        place: place.to_string(),
        period: period.to_string(),
        lines: lines.collect(),
        missing: missing.map(ToString::to_string).collect(),
    }))
}
