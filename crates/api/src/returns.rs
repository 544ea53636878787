//! Returns: who was expected to report and did, one return with its figures, its figures and steps.

use crate::{
    ApiDoor,
    aside::waiting,
    asked::{Asked, Nothing, Sent, bad_field, bad_parameter},
    caller::Caller,
    refusal::Refusal,
    values::{NamesShape, ValueShape},
};
use access::{
    AcceptReturn, Action, AdoptReturn, EditReturn, ReadReleased, ReadReturn, ReopenReturn, Scope,
    SubmitReturn, VerifyReturn,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::returns::{
    CellEntry, InstitutionReturn, ReturnKey, ReturnStep, StepRequest, board, return_ensure,
    return_fill, return_find, return_open, return_step,
};
use page::Failure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::{
    Breakdown, FigureState, IndicatorCode, InstitutionCode, Period, PlaceCode, ReportedValue,
    TemplateCode,
};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(return_board, return_begin))
        .routes(routes!(return_read))
        .routes(routes!(return_write))
        .routes(routes!(return_move))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Board {
    /// The place's code; the account's own where nothing is said.
    place: Option<String>,
    /// The period that is reported on, such as `2024Q3`.
    period: String,
}

/// One return that was expected.
#[derive(Debug, Serialize, ToSchema)]
struct ExpectedShape {
    /// The template's code.
    template: String,
    /// The institution's code.
    institution: String,
    /// The place's code.
    place: String,
    /// The period.
    period: String,
    /// The day on which it is due.
    due_on: String,
    /// `on-time`, `late`, `missing` or `due`.
    punctuality: &'static str,
    /// Its number; null where nothing was begun.
    id: Option<i64>,
    /// How it stands; null where nothing was begun.
    state: Option<&'static str>,
}

/// A return with its cells and steps.
#[derive(Debug, Serialize, ToSchema)]
struct ReturnShape {
    /// Its number.
    id: i64,
    /// The template's code.
    template: String,
    /// The institution's code.
    institution: String,
    /// The place's code.
    place: String,
    /// The period.
    period: String,
    /// How it stands.
    state: &'static str,
    /// Its version: what is written has to name it.
    version: i64,
    /// The day on which it is due.
    due_on: String,
    /// When it was last sent in.
    submitted_at: Option<String>,
    /// The cells.
    cells: Vec<CellShape>,
    /// The steps that were taken.
    events: Vec<EventShape>,
}

/// A cell of a return.
#[derive(Debug, Serialize, ToSchema)]
struct CellShape {
    /// The names of its section.
    section: NamesShape,
    /// The indicator's code.
    indicator: String,
    /// The cell; empty for the total.
    breakdown: String,
    /// Whether the return cannot be sent in without it.
    is_required: bool,
    /// What stands in the draft; for the institution alone.
    draft: Option<ValueShape>,
    /// What was sent in.
    submitted: Option<ValueShape>,
    /// What the institution adds in words.
    comment: Option<String>,
}

/// A step that was taken.
#[derive(Debug, Serialize, ToSchema)]
struct EventShape {
    /// When.
    at: String,
    /// By whom.
    by: String,
    /// Which step.
    step: String,
    /// How the return stood from then on.
    to_state: String,
    /// Why, where a reason was given.
    reason: Option<String>,
    /// The meeting that decided.
    meeting: Option<i64>,
}

/// What is to stand in the draft of a return.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnWriting {
    /// The version that was read.
    version: i64,
    /// The cells; those that are not named stay as they are.
    #[schema(max_items = 2000)]
    cells: Vec<CellWriting>,
}

/// What is to stand in a cell.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CellWriting {
    /// The indicator's code.
    indicator: String,
    /// The cell; empty for the total.
    #[serde(default)]
    breakdown: String,
    /// The number, in the indicator's smallest unit; left out where the state gives none.
    number: Option<i64>,
    /// Why there is no number; left out where there is one.
    state: Option<String>,
    /// A remark; never the name of a person.
    comment: Option<String>,
}

impl CellWriting {
    fn entry(self) -> Result<CellEntry, Refusal> {
        let value = match (self.number, self.state.as_deref()) {
            (Some(number), None | Some("value")) => ReportedValue::value(number).ok(),
            (None, Some(state)) => FigureState::from_code(state)
                .and_then(|state| ReportedValue::without_number(state).ok()),
            _ => None,
        };
        let indicator = IndicatorCode::parse(&self.indicator);
        Ok(CellEntry {
            indicator: indicator.map_err(|_| bad_field("indicator"))?,
            breakdown: Breakdown::parse(&self.breakdown).map_err(|_| bad_field("breakdown"))?,
            value: value.ok_or_else(|| bad_field("number, state"))?,
            counting_rule: None,
            comment: self.comment,
        })
    }
}

/// A step in the life of a return.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepWriting {
    /// `submit`, `verify`, `send-back`, `adopt`, `accept` or `reopen`.
    step: String,
    /// Why; needed to send back and to reopen.
    reason: Option<String>,
    /// The meeting that decided; needed to adopt.
    meeting: Option<i64>,
}

/// Who was expected to report in a period, who did, and when.
#[utoipa::path(get, path = "/returns", tag = "returns", params(Board),
    responses((status = 200, body = Vec<ExpectedShape>)))]
#[boxed]
async fn return_board(
    State(door): State<ApiDoor>,
    caller: Caller,
    Asked(asked): Asked<Board>,
) -> Result<Json<Vec<ExpectedShape>>, Refusal> {
    let place = caller.place(&door, asked.place.as_deref())?;
    let permit = caller.permit::<ReadReleased>(door.scope(&place, None)?)?;
    let period = Period::parse(&asked.period).map_err(|_| bad_parameter("period"))?;
    let today = door.clock.today();
    let mut cells = board(&door.database, &door.catalogue, &permit, &[period], today).await?;
    if let Some(own) = caller.actor.institution() {
        cells.retain(|cell| cell.key.institution == *own);
    }
    let shapes = cells.into_iter().map(|cell| ExpectedShape {
        template: cell.key.template.to_string(),
        institution: cell.key.institution.to_string(),
        place: cell.key.place.to_string(),
        period: cell.key.period.to_string(),
        due_on: cell.due_on.to_string(),
        punctuality: cell.punctuality.code(),
        id: cell.record.as_ref().map(|record| record.id),
        state: cell.record.as_ref().map(|record| record.state.code()),
    });
    Ok(Json(shapes.collect()))
}

/// Which return.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnBeginning {
    /// The template's code.
    template: String,
    /// The institution's code.
    institution: String,
    /// The place's code.
    place: String,
    /// The period.
    period: String,
}

/// The number of a return, to ask for it again.
#[derive(Debug, Serialize, ToSchema)]
struct ReturnNumberShape {
    /// Its number.
    id: i64,
}

impl ReturnBeginning {
    fn key(&self) -> Result<ReturnKey, Refusal> {
        let institution = InstitutionCode::parse(&self.institution);
        Ok(ReturnKey {
            template: TemplateCode::parse(&self.template).map_err(|_| bad_field("template"))?,
            institution: institution.map_err(|_| bad_field("institution"))?,
            place: PlaceCode::parse(&self.place).map_err(|_| bad_field("place"))?,
            period: Period::parse(&self.period).map_err(|_| bad_field("period"))?,
        })
    }
}

/// Begin a return of the account's institution; one that was begun already keeps its number.
#[utoipa::path(post, path = "/returns", tag = "returns", request_body = ReturnBeginning,
    responses((status = 201, body = ReturnNumberShape)))]
#[boxed]
async fn return_begin(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
    Sent(beginning): Sent<ReturnBeginning>,
) -> Result<(StatusCode, Json<ReturnNumberShape>), Refusal> {
    let key = beginning.key()?;
    caller.permit::<EditReturn>(door.scope(&key.place, Some(&key.institution))?)?;
    let today = door.clock.today();
    let id = return_ensure(&door.database, &door.catalogue, &key, today).await?;
    Ok((StatusCode::CREATED, Json(ReturnNumberShape { id })))
}

/// The return and its scope, for those who may know of it.
#[boxed]
async fn find(
    door: &ApiDoor,
    caller: &Caller,
    id: i64,
) -> Result<(InstitutionReturn, Scope), Refusal> {
    let found = return_find(&door.database, &door.catalogue, id).await?;
    let found = found.ok_or_else(Failure::not_found)?;
    let scope = door.scope(&found.key.place, Some(&found.key.institution))?;
    caller.permit::<ReadReturn>(scope.clone())?;
    Ok((found, scope))
}

/// One return with its figures and the steps that were taken.
#[utoipa::path(get, path = "/returns/{id}", tag = "returns",
    params(("id" = i64, Path, description = "The return's number")),
    responses((status = 200, body = ReturnShape)))]
#[boxed]
async fn return_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Json<ReturnShape>, Refusal> {
    let (_, scope) = find(&door, &caller, id).await?;
    let permit = caller.permit::<ReadReturn>(scope)?;
    let file = return_open(&door.database, &door.catalogue, &permit, id).await?;
    let record = &file.record;
    let cells = file.cells.iter().map(|cell| CellShape {
        section: (&cell.section).into(),
        indicator: cell.indicator.to_string(),
        breakdown: cell.breakdown.to_string(),
        is_required: cell.is_required,
        draft: cell.draft.map(Into::into),
        submitted: cell.submitted.map(Into::into),
        comment: cell.comment.clone(),
    });
    let events = file.events.iter().map(|event| EventShape {
        at: event.at.to_string(),
        by: event.account_name.clone(),
        step: event.step.clone(),
        to_state: event.to_state.clone(),
        reason: event.reason.clone(),
        meeting: event.meeting,
    });
    Ok(Json(ReturnShape {
        id: record.id,
        template: record.key.template.to_string(),
        institution: record.key.institution.to_string(),
        place: record.key.place.to_string(),
        period: record.key.period.to_string(),
        state: record.state.code(),
        version: record.version,
        due_on: record.due_on.to_string(),
        submitted_at: record.submitted_at.map(|at| at.to_string()),
        cells: cells.collect(),
        events: events.collect(),
    }))
}

/// Fill in cells of a return that is still with its institution.
#[utoipa::path(put, path = "/returns/{id}", tag = "returns", request_body = ReturnWriting,
    params(("id" = i64, Path, description = "The return's number")),
    responses((status = 204, description = "It stands in the draft")))]
#[boxed]
async fn return_write(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<ReturnWriting>,
) -> Result<StatusCode, Refusal> {
    let (_, scope) = find(&door, &caller, id).await?;
    let permit = caller.permit::<EditReturn>(scope)?;
    let entries = writing.cells.into_iter().map(CellWriting::entry);
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let which = (id, writing.version);
    let now = door.clock.now();
    waiting(move || async move {
        return_fill(
            &door.database,
            &door.catalogue,
            &permit,
            which,
            &entries,
            now,
        )
        .await
    })
    .await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a step in the life of a return.
#[utoipa::path(post, path = "/returns/{id}/steps", tag = "returns", request_body = StepWriting,
    params(("id" = i64, Path, description = "The return's number")),
    responses((status = 204, description = "The step was taken")))]
#[boxed]
async fn return_move(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<StepWriting>,
) -> Result<StatusCode, Refusal> {
    let (_, scope) = find(&door, &caller, id).await?;
    let step = ReturnStep::from_code(&writing.step).ok_or_else(|| bad_field("step"))?;
    let request = StepRequest {
        id,
        step,
        reason: writing.reason,
        meeting: writing.meeting,
    };
    match step {
        ReturnStep::Submit => take::<SubmitReturn>(&door, &caller, scope, &request).await?,
        ReturnStep::Verify | ReturnStep::SendBack => {
            take::<VerifyReturn>(&door, &caller, scope, &request).await?;
        }
        ReturnStep::Adopt => take::<AdoptReturn>(&door, &caller, scope, &request).await?,
        ReturnStep::Accept => take::<AcceptReturn>(&door, &caller, scope, &request).await?,
        ReturnStep::Reopen => take::<ReopenReturn>(&door, &caller, scope, &request).await?,
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn take<A: Action>(
    door: &ApiDoor,
    caller: &Caller,
    scope: Scope,
    request: &StepRequest,
) -> Result<(), Refusal> {
    let permit = caller.permit::<A>(scope)?;
    let now = door.clock.now();
    Ok(return_step(&door.database, &door.catalogue, &permit, request, now).await?)
}
