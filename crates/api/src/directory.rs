//! What the country package defines: places, indicators, institutions, templates.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing},
    caller::Caller,
    listing::{Page, Window},
    refusal::Refusal,
    values::{NamesShape, RuleShape, rule},
};
use access::ReadDirectory;
use axum::{
    Json,
    extract::{Path, State},
};
use boxed::boxed;
use page::Failure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::{Indicator, Validity};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(place_list))
        .routes(routes!(indicator_list))
        .routes(routes!(indicator_open))
        .routes(routes!(institution_list))
        .routes(routes!(template_list))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// How many items, from 1 to 200; 50 where nothing is said.
    limit: Option<u16>,
}

impl Part {
    fn window(&self) -> Result<Window, Refusal> {
        Window::parse(self.cursor.as_deref(), self.limit)
    }
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceShape {
    /// Its code.
    code: String,
    /// Its level, such as `qark`.
    level: String,
    /// The place that it lies in.
    parent: Option<String>,
    /// Its names.
    names: NamesShape,
    /// Its first day, where it is known.
    from: Option<String>,
    /// The day from which on it is no more.
    until: Option<String>,
}

/// An indicator, with the rule that it is counted by.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorShape {
    /// Its code.
    code: String,
    /// Its names.
    names: NamesShape,
    /// What is counted.
    definition: NamesShape,
    /// How many of the number's digits stand behind the decimal mark.
    decimals: u8,
    /// The dimensions that it may be broken down by.
    dimensions: Vec<String>,
    /// How it is counted where an institution does not say otherwise.
    counting_rule: Vec<RuleShape>,
    /// Whether the figures of places add up.
    is_additive_across_places: bool,
    /// Where the definition comes from.
    source: String,
}

/// An institution.
#[derive(Debug, Serialize, ToSchema)]
struct InstitutionShape {
    /// Its code.
    code: String,
    /// Its kind's code.
    kind: String,
    /// Its names.
    names: NamesShape,
    /// The place that it works in.
    place: String,
    /// Its first day, where it is known.
    from: Option<String>,
    /// The day from which on it is no more.
    until: Option<String>,
}

/// What institutions of a kind are asked for.
#[derive(Debug, Serialize, ToSchema)]
struct TemplateShape {
    /// Its code.
    code: String,
    /// Its names.
    names: NamesShape,
    /// After how many days from the period's end it is due.
    due_days: u16,
    /// The kinds of institutions that are asked.
    institution_kinds: Vec<String>,
    /// The cells.
    rows: Vec<TemplateRowShape>,
}

/// One cell that is asked for.
#[derive(Debug, Serialize, ToSchema)]
struct TemplateRowShape {
    /// The indicator's code.
    indicator: String,
    /// The cell; empty for the total.
    breakdown: String,
    /// Whether a return without it cannot be sent in.
    is_required: bool,
}

fn days(validity: Validity) -> (Option<String>, Option<String>) {
    let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    (text(validity.from), text(validity.until))
}

fn indicator(one: &Indicator) -> IndicatorShape {
    IndicatorShape {
        code: one.code.to_string(),
        names: (&one.names).into(),
        definition: (&one.definition).into(),
        decimals: one.decimals,
        dimensions: one.dimensions.iter().map(ToString::to_string).collect(),
        counting_rule: rule(&one.counting_rule),
        is_additive_across_places: one.additive_across_places,
        source: one.source.clone(),
    }
}

/// The directory is open to everybody with an account; the permit says so.
fn enter(door: &ApiDoor, caller: &Caller) -> Result<(), Refusal> {
    let scope = door.scope(&caller.home(door), None)?;
    caller.permit::<ReadDirectory>(scope).map(drop)
}

/// The places of the country, present and past.
#[utoipa::path(get, path = "/places", tag = "directory", params(Part),
    responses((status = 200, body = Page<PlaceShape>)))]
#[boxed]
async fn place_list(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<PlaceShape>>, Refusal> {
    enter(&door, &caller)?;
    let places = door.country().places().iter().map(|place| {
        let (from, until) = days(place.validity);
        PlaceShape {
            code: place.code.to_string(),
            level: place.level.clone(),
            parent: place.parent.as_ref().map(ToString::to_string),
            names: (&place.names).into(),
            from,
            until,
        }
    });
    Ok(Json(part.window()?.of(places)))
}

/// The indicators with their counting rules.
#[utoipa::path(get, path = "/indicators", tag = "directory", params(Part),
    responses((status = 200, body = Page<IndicatorShape>)))]
#[boxed]
async fn indicator_list(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<IndicatorShape>>, Refusal> {
    enter(&door, &caller)?;
    let all = door.country().indicators().iter().map(indicator);
    Ok(Json(part.window()?.of(all)))
}

/// One indicator.
#[utoipa::path(get, path = "/indicators/{code}", tag = "directory",
    params(("code" = String, Path, description = "The indicator's code")),
    responses((status = 200, body = IndicatorShape)))]
#[boxed]
async fn indicator_open(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<IndicatorShape>, Refusal> {
    enter(&door, &caller)?;
    let found = door.country().indicator(&code);
    Ok(Json(indicator(found.ok_or_else(Failure::not_found)?)))
}

/// The institutions.
#[utoipa::path(get, path = "/institutions", tag = "directory", params(Part),
    responses((status = 200, body = Page<InstitutionShape>)))]
#[boxed]
async fn institution_list(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<InstitutionShape>>, Refusal> {
    enter(&door, &caller)?;
    let all = door.country().institutions().iter().map(|one| {
        let (from, until) = days(one.validity);
        InstitutionShape {
            code: one.code.to_string(),
            kind: one.kind.to_string(),
            names: (&one.names).into(),
            place: one.place.to_string(),
            from,
            until,
        }
    });
    Ok(Json(part.window()?.of(all)))
}

/// What institutions are asked for.
#[utoipa::path(get, path = "/templates", tag = "directory", params(Part),
    responses((status = 200, body = Page<TemplateShape>)))]
#[boxed]
async fn template_list(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<TemplateShape>>, Refusal> {
    enter(&door, &caller)?;
    let all = door.country().templates().iter().map(|one| TemplateShape {
        code: one.code.to_string(),
        names: (&one.names).into(),
        due_days: one.due_days,
        institution_kinds: one
            .institution_kinds
            .iter()
            .map(ToString::to_string)
            .collect(),
        rows: one
            .rows()
            .map(|row| TemplateRowShape {
                indicator: row.indicator.to_string(),
                breakdown: row.breakdown.to_string(),
                is_required: row.is_required,
            })
            .collect(),
    });
    Ok(Json(part.window()?.of(all)))
}
