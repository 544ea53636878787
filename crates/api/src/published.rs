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
use page::Failure;
use release::{Figure, Policy, ReleaseError, Shown, national_years, regions_of_year};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::{Period, PeriodKind, Sensitivity};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(published_list))
        .routes(routes!(published_open))
}

/// An indicator with published figures.
#[derive(Debug, Serialize, ToSchema)]
struct PublishedShape {
    /// Its code.
    code: String,
    /// Its names.
    names: NamesShape,
}

/// The published figures of an indicator.
#[derive(Debug, Serialize, ToSchema)]
struct PublishedFileShape {
    /// The indicator's code.
    indicator: String,
    /// The whole country, the latest year first.
    years: Vec<PublishedRowShape>,
    /// The last year that is over, by region; empty where regions do not add up.
    regions: Vec<PublishedRowShape>,
}

/// One published figure.
#[derive(Debug, Serialize, ToSchema)]
struct PublishedRowShape {
    /// The year, or the region's code.
    head: String,
    /// `number`, `hidden` or `not-reported`.
    shown: &'static str,
    /// The number, where it is shown.
    number: Option<i64>,
}

/// How many years are given.
const YEARS: usize = 12;

fn row(head: String, figure: Figure) -> PublishedRowShape {
    let (shown, number) = match figure.shown() {
        Shown::Number(number) => ("number", Some(number)),
        Shown::Hidden => ("hidden", None),
        Shown::NotReported => ("not-reported", None),
    };
    PublishedRowShape {
        head,
        shown,
        number,
    }
}

impl From<ReleaseError> for Refusal {
    fn from(error: ReleaseError) -> Self {
        match error {
            ReleaseError::NotPublished => Failure::not_found().into(),
            ReleaseError::Committee(error) => error.into(),
        }
    }
}

/// The indicators with published figures.
#[utoipa::path(get, path = "/published", tag = "published", security(()),
    responses((status = 200, body = Vec<PublishedShape>)))]
async fn published_list(
    State(door): State<ApiDoor>,
    _asked: Asked<Nothing>,
) -> Json<Vec<PublishedShape>> {
    let all = door.country().indicators().iter();
    let public = all.filter(|one| one.sensitivity == Sensitivity::Public);
    let shapes = public.map(|one| PublishedShape {
        code: one.code.to_string(),
        names: (&one.names).into(),
    });
    Json(shapes.collect())
}

/// The published figures of an indicator; small counts are hidden.
#[utoipa::path(get, path = "/published/{code}", tag = "published", security(()),
    params(("code" = String, Path, description = "The indicator's code")),
    responses((status = 200, body = PublishedFileShape)))]
async fn published_open(
    State(door): State<ApiDoor>,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<PublishedFileShape>, Refusal> {
    let found = door.country().indicator(&code);
    let indicator = found
        .filter(|one| one.sensitivity == Sensitivity::Public)
        .ok_or_else(Failure::not_found)?;
    let year = Period::containing(PeriodKind::Year, door.clock.today());
    let last = year
        .and_then(Period::previous)
        .ok_or_else(Failure::not_found)?;
    let years: Vec<Period> = std::iter::successors(Some(last), |year| year.previous())
        .take(YEARS)
        .collect();
    let (database, catalogue, policy) = (&door.database, &door.catalogue, Policy::default());
    let national = national_years(database, catalogue, policy, indicator, &years).await?;
    let mut regions = Vec::new();
    if indicator.additive_across_places {
        let table = regions_of_year(database, catalogue, policy, indicator, last).await?;
        let rows = table.rows.into_iter();
        regions.extend(rows.map(|one| row(one.head.to_string(), one.figure)));
    }
    let rows = national.rows.into_iter();
    Ok(Json(PublishedFileShape {
        indicator: indicator.code.to_string(),
        years: rows
            .map(|one| row(one.head.to_string(), one.figure))
            .collect(),
        regions,
    }))
}
