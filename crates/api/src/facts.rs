//! What institutions say about one fact, side by side, what the committee decided, and what a sum was
//! added up from.

use crate::{
    ApiDoor,
    asked::{Asked, bad_parameter},
    caller::Caller,
    refusal::Refusal,
    values::{DecisionShape, FactShape, FigureShape, KnownShape},
};
use access::{ReadDiscrepancies, ReadFigures, ReadSituation};
use axum::{Json, extract::State};
use boxed::boxed;
use committee::{
    adoption::{adopted_figure, adopted_history},
    discrepancies::discrepancies_of_fact,
    figures::{FactKey, fact_figures},
    situation::{Part, parts_read, series_read},
};
use page::Failure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::{Breakdown, Period};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new().routes(routes!(fact_open))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// The indicator's code.
    indicator: String,
    /// The place's code.
    place: String,
    /// The period, such as `2024Q3`.
    period: String,
    /// The cell, such as `sex=female`; left out for the total.
    breakdown: Option<String>,
}

/// A fact with all that is said about it.
#[derive(Debug, Serialize, ToSchema)]
struct FactFileShape {
    /// Which fact.
    fact: FactShape,
    /// What each institution sent in.
    figures: Vec<FigureShape>,
    /// The decision that holds.
    decision: Option<DecisionShape>,
    /// Decisions that were replaced.
    earlier: Vec<DecisionShape>,
    /// The numbers of the discrepancies about it.
    discrepancies: Vec<i64>,
    /// What is known of it, added up from its parts where nobody said it as such.
    known: KnownShape,
    /// Its parts over time: of a year its half years, quarters or months.
    over_time: Vec<PartShape>,
    /// Its parts over places: of the country the regions.
    over_places: Vec<PartShape>,
}

/// One part of a fact.
#[derive(Debug, Serialize, ToSchema)]
struct PartShape {
    /// The fact that the part is.
    fact: FactShape,
    /// What is known of it.
    known: KnownShape,
}

impl From<&Part> for PartShape {
    fn from(part: &Part) -> Self {
        Self {
            fact: (&part.fact).into(),
            known: (&part.known).into(),
        }
    }
}

/// The figures of one fact side by side, the decisions on it, and its parts.
#[utoipa::path(get, path = "/facts", tag = "facts", params(Which),
    responses((status = 200, body = FactFileShape)))]
#[boxed]
async fn fact_open(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Which>,
) -> Result<Json<FactFileShape>, Refusal> {
    let country = door.country();
    let breakdown = Breakdown::parse(asked.breakdown.as_deref().unwrap_or_default());
    let indicator = country.indicator(&asked.indicator);
    let place = country.place(&asked.place);
    let fact = FactKey {
        indicator: indicator.ok_or_else(Failure::not_found)?.code.clone(),
        place: place.ok_or_else(Failure::not_found)?.code.clone(),
        period: Period::parse(&asked.period).map_err(|_| bad_parameter("period"))?,
        breakdown: breakdown.map_err(|_| bad_parameter("breakdown"))?,
    };
    let place = door.scope(&fact.place, None)?;
    let permit = caller.permit::<ReadFigures>(place.clone())?;
    let disputes = caller.permit::<ReadDiscrepancies>(place.clone())?;
    let picture = caller.permit::<ReadSituation>(place)?;
    let (database, catalogue) = (&door.database, &door.catalogue);
    let figures = fact_figures(database, catalogue, &permit, &fact).await?;
    let decision = adopted_figure(database, catalogue, &permit, &fact).await?;
    let earlier = adopted_history(database, catalogue, &permit, &fact).await?;
    let found = discrepancies_of_fact(database, catalogue, &disputes, &fact).await?;
    let (at, cell) = (&fact.place, (&fact.indicator, &fact.breakdown));
    let line = series_read(database, catalogue, &picture, at, cell, &[fact.period]).await?;
    let parts = parts_read(database, catalogue, &picture, &fact).await?;
    Ok(Json(FactFileShape {
        fact: (&fact).into(),
        figures: figures.iter().map(Into::into).collect(),
        decision: decision.as_ref().map(Into::into),
        earlier: earlier.iter().map(Into::into).collect(),
        discrepancies: found.iter().map(|one| one.id).collect(),
        known: (&line.latest()).into(),
        over_time: parts.over_time.iter().map(Into::into).collect(),
        over_places: parts.over_places.iter().map(Into::into).collect(),
    }))
}
