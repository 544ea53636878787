//! Taking a step in the life of a return.

use super::{
    entry::{Typed, fingerprint, missing},
    file,
    open::{Shown, render},
    scope_of,
};
use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    session::SignedIn,
};
use access::{AcceptReturn, Action, AdoptReturn, ReopenReturn, Scope, SubmitReturn, VerifyReturn};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::returns::{InstitutionReturn, ReturnFile, ReturnStep, StepRequest, return_step};
use page::{Failure, Problem};
use serde::Deserialize;

/// What the form of a step sends.
#[derive(Default, Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    /// What the page showed when the step was chosen.
    #[serde(default)]
    seen: String,
    pub(super) step: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) meeting: String,
}

/// The steps that the reader may take now.
pub(super) fn possible(
    door: &Door,
    reader: &SignedIn,
    record: &InstitutionReturn,
) -> Vec<ReturnStep> {
    let scope = scope_of(door, record);
    let own = reader.actor.account_id().to_string();
    ReturnStep::ALL
        .into_iter()
        .filter(|step| record.state.after(*step).is_some())
        .filter(|step| {
            !step.needs_second_person() || record.submitted_by.as_deref() != Some(own.as_str())
        })
        .filter(|step| match step {
            ReturnStep::Submit => reader.may::<SubmitReturn>(&scope),
            ReturnStep::Verify | ReturnStep::SendBack => reader.may::<VerifyReturn>(&scope),
            ReturnStep::Adopt => reader.may::<AdoptReturn>(&scope),
            ReturnStep::Accept => reader.may::<AcceptReturn>(&scope),
            ReturnStep::Reopen => reader.may::<ReopenReturn>(&scope),
        })
        .collect()
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let file = file(&door, &reader, id).await?;
    let stepped = if entered.seen.is_empty() || entered.seen == seen(&door, &reader, &file) {
        step(&door, &reader, (&file.record, &entered)).await
    } else {
        Err(Failure::refused("return-changed-meanwhile").in_language(reader.language))
    };
    match stepped {
        Ok(()) => Ok(Redirect::to(&format!("/returns/{id}#steps")).into_response()),
        Err(failure) => {
            let shown = Shown {
                problems: problems(&door, &reader, (&file, &entered), failure)?,
                attempt: entered,
                ..Shown::of_file(&door, &reader, &file)
            };
            let page = render(&door, &reader, &file, shown).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// What a page shows of a return, in short: nobody verifies or adopts numbers that they have not seen.
pub(super) fn seen(door: &Door, reader: &SignedIn, file: &ReturnFile) -> String {
    let cells = file.cells.iter();
    let cells: Vec<_> = cells
        .map(|cell| Typed::of_cell(door, reader.language, cell))
        .collect();
    format!("{}-{}", file.record.version, fingerprint(&cells))
}

/// Why a step was refused: at every cell that has to say something first, at the reason, or above all
/// steps.
fn problems(
    door: &Door,
    reader: &SignedIn,
    (file, entered): (&ReturnFile, &Entered),
    failure: Failure,
) -> Result<Vec<Problem>, Failure> {
    if failure.key() == Some("return-incomplete") {
        let missing = missing(door, reader.words(), &file.cells);
        if !missing.is_empty() {
            return Ok(missing);
        }
    }
    let reason = format!("reason-{}", entered.step);
    at_field_called("steps", &[("reason", &reason), ("words", &reason)], failure)
}

#[boxed]
async fn step(
    door: &Door,
    reader: &SignedIn,
    (record, entered): (&InstitutionReturn, &Entered),
) -> Result<(), Failure> {
    let scope = scope_of(door, record);
    let step = ReturnStep::from_code(&entered.step)
        .ok_or_else(|| Failure::bad_request().in_language(reader.language))?;
    let request = StepRequest {
        id: record.id,
        step,
        reason: Some(entered.reason.clone()),
        meeting: entered.meeting.parse().ok(),
    };
    match step {
        ReturnStep::Submit => take::<SubmitReturn>(door, reader, scope, &request).await,
        ReturnStep::Verify | ReturnStep::SendBack => {
            take::<VerifyReturn>(door, reader, scope, &request).await
        }
        ReturnStep::Adopt => take::<AdoptReturn>(door, reader, scope, &request).await,
        ReturnStep::Accept => take::<AcceptReturn>(door, reader, scope, &request).await,
        ReturnStep::Reopen => take::<ReopenReturn>(door, reader, scope, &request).await,
    }
}

async fn take<A: Action>(
    door: &Door,
    reader: &SignedIn,
    scope: Scope,
    request: &StepRequest,
) -> Result<(), Failure> {
    let permit = reader.permit::<A>(scope)?;
    let now = door.clock.now();
    return_step(&door.database, &door.catalogue, &permit, request, now)
        .await
        .shown(reader.language)
}
