//! Asking for an estimate: read, calculated away from the threads that answer requests, kept.

use super::{PATIENCE, form::Entered, list::page, permit};
use crate::{Door, error::InLanguage as _, returns::aside::blocking, session::SignedIn};
use access::RunEstimate;
use axum::{
    extract::{Multipart, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use estimation::{
    EstimationError,
    estimates::{NewEstimate, calculate, estimate_keep},
};
use page::{Failure, Problem, text_problem};
use rendering::engine_message as message;
use std::time::Instant;

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    form: Multipart,
) -> Result<Response, Failure> {
    let mut entered = Entered::read(form)
        .await
        .map_err(|error| Failure::new(error.status()).in_language(reader.language))?;
    reader.own_form(&entered.csrf)?;
    let permit = permit::<RunEstimate>(&door, &reader)?;
    let words = reader.words();
    let bytes = std::mem::take(&mut entered.file);
    let choices = match entered.choices() {
        Ok(choices) => choices,
        Err((field, key)) => {
            return refuse(&door, &reader, entered, field, words.text(key)).await;
        }
    };
    let Ok(histories) = String::from_utf8(bytes) else {
        let text = words.text("estimate-encoding");
        return refuse(&door, &reader, entered, "file", text).await;
    };
    let estimate = NewEstimate {
        title: entered.title.clone(),
        source: entered.source.clone(),
        origin: entered.origin(),
        histories,
        choices,
    };
    let (estimate, calculated) = blocking(&reader, move || {
        let start = Instant::now();
        let go_on = || start.elapsed() < PATIENCE;
        let calculated = calculate(&estimate.histories, &estimate.choices, &go_on);
        (estimate, calculated)
    })
    .await?;
    let calculated = match calculated {
        Ok(calculated) => calculated,
        Err(EstimationError::Engine(error)) => {
            let text = message::text(words, &error);
            return refuse(&door, &reader, entered, message::field(&error), text).await;
        }
        Err(error) => return Err(error).shown(reader.language),
    };
    let now = door.clock.now();
    match estimate_keep(&door.database, &permit, &estimate, &calculated, now).await {
        Ok(code) => Ok(Redirect::to(&format!("/estimates/{code}")).into_response()),
        Err(EstimationError::Refused(key)) => {
            refuse(&door, &reader, entered, "title", words.text(key)).await
        }
        Err(EstimationError::Personal(refused)) => {
            let text = text_problem(words, &refused.trace);
            refuse(&door, &reader, entered, refused.field, text).await
        }
        Err(error) => Err(error).shown(reader.language),
    }
}

/// The form again, with what was entered and what is wrong with it; the file has to be chosen anew.
#[boxed]
async fn refuse(
    door: &Door,
    reader: &SignedIn,
    entered: Entered,
    field: &'static str,
    text: String,
) -> Result<Response, Failure> {
    let problems = vec![Problem::new(field, text)];
    let page = page(door, reader, entered, problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
