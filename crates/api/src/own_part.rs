//! An institution's own part in discrepancies, for a member's own programs: what does not fit, with whom,
//! and what the institution is asked. The others' figures are in it only once it was asked
//! (decision 0013).

use crate::{
    ApiDoor,
    asked::{Asked, Nothing, bad_parameter},
    caller::Caller,
    discrepancies::{NoteShape, note},
    refusal::Refusal,
    values::{FactShape, FigureShape},
};
use access::{Permit, ReadOwnPart};
use axum::{
    Json,
    extract::{Path, State},
};
use boxed::boxed;
use committee::discrepancies::{OwnPart, Status, own_part_list, own_part_open};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(own_part_page))
        .routes(routes!(own_part_read))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// How they stand; `open` where nothing is said.
    status: Option<String>,
}

/// A discrepancy in which the account's institution takes part.
#[derive(Debug, Serialize, ToSchema)]
struct OwnPartShape {
    /// Its number.
    id: i64,
    /// What was found.
    kind: &'static str,
    /// About which fact.
    fact: FactShape,
    /// The dimension whose parts do not fit.
    dimension: Option<String>,
    /// The other period of a copy.
    other_period: Option<String>,
    /// How it stands.
    status: &'static str,
    /// The aspects in which the counting rules differ.
    rule_differences: Vec<&'static str>,
    /// When it was found.
    opened_at: String,
}

/// The institution's part in one discrepancy.
#[derive(Debug, Serialize, ToSchema)]
struct OwnPartFileShape {
    /// What was found.
    discrepancy: OwnPartShape,
    /// What the institution itself said.
    own: Option<FigureShape>,
    /// Who else said something about the same fact.
    others: Vec<String>,
    /// What the others said; null until the institution is asked about it.
    opened: Option<Vec<FigureShape>>,
    /// What the institution was asked, and what it added.
    notes: Vec<NoteShape>,
    /// When the committee decided, where it did. The number is in what is released.
    decided_at: Option<String>,
}

fn shape(one: &OwnPart) -> OwnPartShape {
    OwnPartShape {
        id: one.id,
        kind: one.kind.code(),
        fact: (&one.fact).into(),
        dimension: one.dimension.as_ref().map(ToString::to_string),
        other_period: one.other_period.map(|period| period.to_string()),
        status: one.status.code(),
        rule_differences: one.rule_differences.iter().map(|one| one.code()).collect(),
        opened_at: one.opened_at.to_string(),
    }
}

/// Leave to see the caller's own institution's part.
fn permit(door: &ApiDoor, caller: &Caller) -> Result<Permit<ReadOwnPart>, Refusal> {
    let own = caller.actor.institution();
    caller.permit(door.scope(&caller.home(door), own)?)
}

/// The discrepancies that the account's institution takes part in, the latest period first.
#[utoipa::path(get, path = "/own/discrepancies", tag = "discrepancies", params(Which),
    responses((status = 200, body = Vec<OwnPartShape>)))]
#[boxed]
async fn own_part_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Which>,
) -> Result<Json<Vec<OwnPartShape>>, Refusal> {
    let permit = permit(&door, &caller)?;
    let status = match asked.status.as_deref() {
        Some(code) => Status::from_code(code).ok_or_else(|| bad_parameter("status"))?,
        None => Status::Open,
    };
    let found = own_part_list(&door.database, &door.catalogue, &permit, status).await?;
    Ok(Json(found.iter().map(shape).collect()))
}

/// The institution's part in one discrepancy.
#[utoipa::path(get, path = "/own/discrepancies/{id}", tag = "discrepancies",
    params(("id" = i64, Path, description = "The discrepancy's number")),
    responses((status = 200, body = OwnPartFileShape)))]
#[boxed]
async fn own_part_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Json<OwnPartFileShape>, Refusal> {
    let permit = permit(&door, &caller)?;
    let file = own_part_open(&door.database, &door.catalogue, &permit, id).await?;
    let opened = file.opened.as_ref();
    Ok(Json(OwnPartFileShape {
        discrepancy: shape(&file.part),
        own: file.own.as_ref().map(Into::into),
        others: file.others.iter().map(ToString::to_string).collect(),
        opened: opened.map(|figures| figures.iter().map(Into::into).collect()),
        notes: file.notes.iter().map(note).collect(),
        decided_at: file.decided_at.map(|at| at.to_string()),
    }))
}
