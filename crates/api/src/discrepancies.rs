//! Discrepancies: the list, the file of one, and what a reader may add to it or decide on it.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing, Sent, bad_field, bad_parameter},
    caller::Caller,
    listing::{Page, Window},
    refusal::Refusal,
    values::{DecisionShape, FactShape, FigureShape},
};
use access::{AdoptFigure, AnnotateDiscrepancy, ReadDiscrepancies, ReadOwnPart};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::{
    adoption::{AdoptionRule, Decision, adopt},
    discrepancies::{
        Discrepancy, DiscrepancyFile, DiscrepancyFilter, Kind, NewNote, Note, NoteKind, Status,
        discrepancy_list, discrepancy_open, note_add, own_part_open,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::InstitutionCode;

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(discrepancy_page))
        .routes(routes!(discrepancy_read))
        .routes(routes!(discrepancy_note))
        .routes(routes!(discrepancy_adopt))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// How they stand; `open` where nothing is said.
    status: Option<String>,
    /// Of which kind.
    kind: Option<String>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// How many items, from 1 to 200; 50 where nothing is said.
    limit: Option<u16>,
}

/// A discrepancy.
#[derive(Debug, Serialize, ToSchema)]
struct DiscrepancyShape {
    /// Its number.
    id: i64,
    /// What was found.
    kind: &'static str,
    /// About which fact.
    fact: FactShape,
    /// The institution that is questioned; null where institutions contradict each other.
    institution: Option<String>,
    /// The dimension whose parts do not fit.
    dimension: Option<String>,
    /// The other period of a copy.
    other_period: Option<String>,
    /// How it stands.
    status: &'static str,
    /// How grave it is.
    weight: &'static str,
    /// The smallest of the numbers compared.
    low: Option<i64>,
    /// The largest.
    high: Option<i64>,
    /// How many institutions gave a number.
    reporters: i64,
    /// The aspects in which their counting rules differ.
    rule_differences: Vec<&'static str>,
    /// When it was found.
    opened_at: String,
    /// When it last changed.
    changed_at: String,
    /// How often it came back.
    times_reopened: i64,
}

/// A discrepancy with all that is known about it.
#[derive(Debug, Serialize, ToSchema)]
struct DiscrepancyFileShape {
    /// The discrepancy.
    discrepancy: DiscrepancyShape,
    /// What each institution says.
    figures: Vec<FigureShape>,
    /// Each pair of institutions that give a number.
    pairs: Vec<PairShape>,
    /// What people added.
    notes: Vec<NoteShape>,
    /// The decision, where there is one.
    decision: Option<DecisionShape>,
}

/// Two institutions' figures compared.
#[derive(Debug, Serialize, ToSchema)]
struct PairShape {
    /// The one.
    one: String,
    /// The other.
    other: String,
    /// The one's number less the other's.
    difference: i64,
    /// The aspects in which their counting rules differ.
    rule_differences: Vec<&'static str>,
}

/// A note that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoteShape {
    /// When.
    at: String,
    /// By whom.
    by: String,
    /// Its kind.
    kind: &'static str,
    /// The reason's code.
    reason: Option<String>,
    /// Who is asked, or who answers.
    institution: Option<String>,
    /// By when an answer is due.
    due_on: Option<String>,
    /// The words.
    content: String,
}

/// A note to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteWriting {
    /// `reason`, `remark`, `evidence`, `question` or `answer`.
    kind: String,
    /// The reason's code, for a reason.
    reason: Option<String>,
    /// Who is asked or answers, for a question or an answer.
    institution: Option<String>,
    /// By when an answer is due, for a question: `2025-01-31`.
    due_on: Option<String>,
    /// The words; never names of persons.
    content: String,
}

/// A figure to adopt.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AdoptionWriting {
    /// `institution`, `maximum`, `sum`, `sum-less-overlap`, `custom`, `range` or `unresolved`.
    rule: String,
    /// Whose figure is taken, under `institution`.
    institution: Option<String>,
    /// The overlap, the number, or the lower end, under the rules that have one.
    number: Option<i64>,
    /// The upper end, under `range`.
    high: Option<i64>,
    /// Why.
    reason: String,
    /// The meeting that decided; left out: provisional.
    meeting: Option<i64>,
}

impl AdoptionWriting {
    fn rule(&self) -> Result<AdoptionRule, Refusal> {
        let number = || self.number.ok_or_else(|| bad_field("number"));
        Ok(match self.rule.as_str() {
            "institution" => AdoptionRule::Institution {
                institution: InstitutionCode::parse(
                    self.institution.as_deref().unwrap_or_default(),
                )
                .map_err(|_| bad_field("institution"))?,
            },
            "maximum" => AdoptionRule::Maximum,
            "sum" => AdoptionRule::Sum,
            "sum-less-overlap" => AdoptionRule::SumLessOverlap { overlap: number()? },
            "custom" => AdoptionRule::Custom { number: number()? },
            "range" => AdoptionRule::Range {
                low: number()?,
                high: self.high.ok_or_else(|| bad_field("high"))?,
            },
            "unresolved" => AdoptionRule::Unresolved,
            _ => return Err(bad_field("rule")),
        })
    }
}

fn shape(one: &Discrepancy) -> DiscrepancyShape {
    let (low, high) = one.range.unzip();
    DiscrepancyShape {
        id: one.id,
        kind: one.kind.code(),
        fact: (&one.fact).into(),
        institution: one.institution.as_ref().map(ToString::to_string),
        dimension: one.dimension.as_ref().map(ToString::to_string),
        other_period: one.other_period.map(|period| period.to_string()),
        status: one.status.code(),
        weight: one.weight.code(),
        low,
        high,
        reporters: one.reporters,
        rule_differences: one.rule_differences.iter().map(|one| one.code()).collect(),
        opened_at: one.opened_at.to_string(),
        changed_at: one.changed_at.to_string(),
        times_reopened: one.times_reopened,
    }
}

pub(crate) fn note(one: &Note) -> NoteShape {
    NoteShape {
        at: one.at.to_string(),
        by: one.account_name.clone(),
        kind: one.note.kind.code(),
        reason: one.note.reason.clone(),
        institution: one.note.institution.as_ref().map(ToString::to_string),
        due_on: one.note.due_on.map(|day| day.to_string()),
        content: one.note.content.clone(),
    }
}

/// The discrepancies of the account's region, the gravest and the latest first.
#[utoipa::path(get, path = "/discrepancies", tag = "discrepancies", params(Which),
    responses((status = 200, body = Page<DiscrepancyShape>)))]
#[boxed]
async fn discrepancy_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Which>,
) -> Result<Json<Page<DiscrepancyShape>>, Refusal> {
    let home = caller.home(&door);
    let permit = caller.permit::<ReadDiscrepancies>(door.scope(&home, None)?)?;
    let status = asked
        .status
        .as_deref()
        .map(|code| Status::from_code(code).ok_or_else(|| bad_parameter("status")));
    let kind = asked
        .kind
        .as_deref()
        .map(|code| Kind::from_code(code).ok_or_else(|| bad_parameter("kind")));
    let window = Window::parse(asked.cursor.as_deref(), asked.limit)?;
    let filter = DiscrepancyFilter {
        region: permit.scope().region.clone(),
        status: status.transpose()?,
        kind: kind.transpose()?,
        limit: window.limit + 1,
        offset: window.offset,
        ..DiscrepancyFilter::default()
    };
    let found = discrepancy_list(&door.database, &door.catalogue, &permit, &filter).await?;
    Ok(Json(window.cut(found.iter().map(shape).collect())))
}

#[boxed]
async fn file(door: &ApiDoor, caller: &Caller, id: i64) -> Result<DiscrepancyFile, Refusal> {
    let home = door.scope(&caller.home(door), None)?;
    let permit = caller.permit::<ReadDiscrepancies>(home)?;
    Ok(discrepancy_open(&door.database, &door.catalogue, &permit, id).await?)
}

/// The file of one discrepancy.
#[utoipa::path(get, path = "/discrepancies/{id}", tag = "discrepancies",
    params(("id" = i64, Path, description = "The discrepancy's number")),
    responses((status = 200, body = DiscrepancyFileShape)))]
#[boxed]
async fn discrepancy_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Json<DiscrepancyFileShape>, Refusal> {
    let file = file(&door, &caller, id).await?;
    let pairs = file.pairs.iter().map(|pair| PairShape {
        one: pair.one.to_string(),
        other: pair.other.to_string(),
        difference: pair.difference,
        rule_differences: pair.rule_differences.iter().map(|one| one.code()).collect(),
    });
    Ok(Json(DiscrepancyFileShape {
        discrepancy: shape(&file.discrepancy),
        figures: file.figures.iter().map(Into::into).collect(),
        pairs: pairs.collect(),
        notes: file.notes.iter().map(note).collect(),
        decision: file.adopted.as_ref().map(Into::into),
    }))
}

/// Add a reason, a remark, evidence, a question or an answer to a discrepancy.
#[utoipa::path(post, path = "/discrepancies/{id}/notes", tag = "discrepancies",
    request_body = NoteWriting,
    params(("id" = i64, Path, description = "The discrepancy's number")),
    responses((status = 204, description = "It was added")))]
#[boxed]
async fn discrepancy_note(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<NoteWriting>,
) -> Result<StatusCode, Refusal> {
    // An institution's member adds in its institution's name, where it takes part itself.
    let own = caller.actor.institution();
    let place = if own.is_some() {
        let part = door.scope(&caller.home(&door), own)?;
        let part = caller.permit::<ReadOwnPart>(part)?;
        let file = own_part_open(&door.database, &door.catalogue, &part, id).await?;
        file.part.fact.place
    } else {
        file(&door, &caller, id).await?.discrepancy.fact.place
    };
    let permit = caller.permit::<AnnotateDiscrepancy>(door.scope(&place, own)?)?;
    let institution = own.map(|own| Ok(own.clone()));
    let written = writing.institution.as_deref().map(InstitutionCode::parse);
    let institution = institution.or(written);
    let due_on = writing.due_on.as_deref().map(str::parse);
    let note = NewNote {
        kind: NoteKind::from_code(&writing.kind).ok_or_else(|| bad_field("kind"))?,
        reason: writing.reason,
        institution: institution
            .transpose()
            .map_err(|_| bad_field("institution"))?,
        due_on: due_on.transpose().map_err(|_| bad_field("due_on"))?,
        content: writing.content,
    };
    let now = door.clock.now();
    note_add(&door.database, &door.catalogue, &permit, id, &note, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adopt a figure for the fact of a discrepancy.
#[utoipa::path(post, path = "/discrepancies/{id}/adoption", tag = "discrepancies",
    request_body = AdoptionWriting,
    params(("id" = i64, Path, description = "The discrepancy's number")),
    responses((status = 204, description = "It was adopted")))]
#[boxed]
async fn discrepancy_adopt(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<AdoptionWriting>,
) -> Result<StatusCode, Refusal> {
    let file = file(&door, &caller, id).await?;
    let scope = door.scope(&file.discrepancy.fact.place, None)?;
    let permit = caller.permit::<AdoptFigure>(scope)?;
    let decision = Decision {
        rule: writing.rule()?,
        fact: file.discrepancy.fact,
        reason: writing.reason,
        meeting: writing.meeting,
    };
    let now = door.clock.now();
    adopt(&door.database, &door.catalogue, &permit, &decision, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
