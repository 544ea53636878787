//! What anybody may know, without a token. Takes [`release::Figure`] and nothing else: a committee's
//! own number has no way into these answers.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing},
    refusal::Refusal,
    values::NamesShape,
};
use axum::{
    Json,
    extract::{Path, State},
};
use boxed::boxed;
use page::Failure;
use release::{CellKey, Figure, PublishedRelease, Shown, published_find, published_heads};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(published_page))
        .routes(routes!(published_open))
}

/// A published table of one period.
#[derive(Debug, Serialize, ToSchema)]
struct PublishedShape {
    /// Its code.
    code: String,
    /// The registered table's code.
    table: String,
    /// The registered table's names.
    names: Option<NamesShape>,
    /// The code of the place that it is released for.
    place: String,
    /// The period.
    period: String,
    /// Since when it is published.
    since: String,
    /// `rounding` or `open`.
    protection: &'static str,
    /// The BLAKE3 hash of what left.
    hash: String,
    /// Why it was corrected: `late-registration`, `source-error` or `decision-changed`.
    correction: Option<String>,
    /// The codes of the releases that it replaces.
    replaces: Vec<String>,
    /// Since when it is no longer shown.
    withdrawn: Option<String>,
}

/// A published table with its figures.
#[derive(Debug, Serialize, ToSchema)]
struct PublishedFileShape {
    /// The table.
    release: PublishedShape,
    /// Its figures; none where it was withdrawn.
    figures: Vec<PublishedFigureShape>,
}

/// One published figure.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PublishedFigureShape {
    /// The indicator's code.
    indicator: String,
    /// The place's code.
    place: String,
    /// The period.
    period: String,
    /// Which part: `dimension=term`, empty for the total.
    breakdown: String,
    /// `number`, `zero`, `rounded`, `perturbed`, `hidden`, `not-reported` or `not-applicable`.
    shown: &'static str,
    /// The number, where there is one.
    value: Option<i64>,
    /// The base that it is rounded to.
    base: Option<i64>,
    /// The smallest count that a rounded or changed number stands for.
    at_least: Option<i64>,
    /// The largest.
    at_most: Option<i64>,
}

pub(crate) fn figure((key, figure): &(CellKey, Figure)) -> PublishedFigureShape {
    let (shown, value, base) = match figure.shown() {
        Shown::Number { value } => ("number", Some(value), None),
        Shown::Zero => ("zero", Some(0), None),
        Shown::Rounded { value, base, .. } => ("rounded", Some(value), Some(base)),
        Shown::Perturbed { value, .. } => ("perturbed", Some(value), None),
        Shown::Hidden => ("hidden", None, None),
        Shown::NotReported => ("not-reported", None, None),
        Shown::NotApplicable => ("not-applicable", None, None),
    };
    let range = figure.range();
    PublishedFigureShape {
        indicator: key.indicator.to_string(),
        place: key.place.to_string(),
        period: key.period.to_string(),
        breakdown: key.breakdown.to_string(),
        shown,
        value,
        base,
        at_least: range.map(|(low, _)| low),
        at_most: range.map(|(_, high)| high),
    }
}

fn shape(door: &ApiDoor, one: &PublishedRelease) -> PublishedShape {
    let table = door.country().registered_table(&one.table);
    PublishedShape {
        code: one.code.clone(),
        table: one.table.clone(),
        names: table.map(|table| (&table.names).into()),
        place: one.place.to_string(),
        period: one.period.to_string(),
        since: one.since.to_string(),
        protection: one.protection.code(),
        hash: one.hash.clone(),
        correction: one.reason.clone(),
        replaces: one.replaces.clone(),
        withdrawn: one.withdrawn.map(|at| at.to_string()),
    }
}

/// Everything that is published: of each table, place and period the latest.
#[utoipa::path(get, path = "/published", tag = "published", security(()),
    responses((status = 200, body = Vec<PublishedShape>)))]
#[boxed]
async fn published_page(
    State(door): State<ApiDoor>,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<PublishedShape>>, Refusal> {
    let all = published_heads(&door.database, door.clock.now()).await?;
    Ok(Json(all.iter().map(|one| shape(&door, one)).collect()))
}

/// One published table. Numbers that count people are rounded, and say to what.
#[utoipa::path(get, path = "/published/{code}", tag = "published", security(()),
    params(("code" = String, Path, description = "The published table's code")),
    responses((status = 200, body = PublishedFileShape)))]
#[boxed]
async fn published_open(
    State(door): State<ApiDoor>,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<PublishedFileShape>, Refusal> {
    let found = published_find(&door.database, &code, door.clock.now()).await?;
    let one = found.ok_or_else(Failure::not_found)?;
    Ok(Json(PublishedFileShape {
        release: shape(&door, &one),
        figures: one.figures.iter().map(figure).collect(),
    }))
}
