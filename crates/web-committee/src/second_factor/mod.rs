//! One's own second factor: begun with the password, confirmed by a first code, taken away with a
//! code. The secret stands on the page until it is confirmed, the recovery codes on one answer.

mod picture;

use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn};
use access::{AccessError, RecoveryCode, SecondFactorState};
use askama::Template;
use axum::{
    Form, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use page::{Failure, Frame, Problem, Word, html};
use serde::Deserialize;

// words: second-factor-*

const PATH: &str = "/account/second-factor";

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/account/second-factor", get(open).post(begin))
        .route("/account/second-factor/confirmed", post(confirm))
        .route("/account/second-factor/removed", post(remove))
}

/// A secret that waits for its first code.
struct Waiting {
    text: String,
    picture: Option<picture::Picture>,
}

#[derive(Template)]
#[template(path = "second_factor/open.html")]
struct SecondFactorPage {
    frame: Frame,
    problems: Vec<Problem>,
    waiting: Option<Waiting>,
    /// What is left, for who has it on.
    left: Option<String>,
    codes: Vec<String>,
}

#[derive(Deserialize)]
struct Beginning {
    csrf: String,
    password: String,
}

#[derive(Deserialize)]
struct Coded {
    csrf: String,
    code: String,
}

#[boxed]
async fn open(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    page(&door, &reader, Vec::new(), &[]).await
}

#[boxed]
async fn page(
    door: &Door,
    reader: &SignedIn,
    problems: Vec<Problem>,
    codes: &[RecoveryCode],
) -> Result<Response, Failure> {
    let words = reader.words();
    let state = door.access.second_factor(&reader.actor).await;
    let (waiting, left) = match state.shown(reader.language)? {
        SecondFactorState::Missing => (None, None),
        SecondFactorState::Begun {
            secret,
            sign_in_name,
        } => {
            let picture = picture::of(&secret.address(&sign_in_name));
            let text = secret.reveal();
            (Some(Waiting { text, picture }), None)
        }
        SecondFactorState::On {
            recovery_codes_left,
        } => {
            let count: Word<'_> = recovery_codes_left.into();
            (
                None,
                Some(words.with("second-factor-left", &[("count", count)])),
            )
        }
    };
    html(&SecondFactorPage {
        frame: frame(door, reader, words.text("second-factor-title")),
        problems,
        waiting,
        left,
        codes: codes.iter().map(RecoveryCode::reveal).collect(),
    })
}

#[boxed]
async fn begin(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Beginning>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let now = door.clock.now();
    let begun = door
        .access
        .second_factor_begin(&reader.actor, &entered.password, now)
        .await;
    answer(&door, &reader, ("password", begun)).await
}

#[boxed]
async fn confirm(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Coded>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let now = door.clock.now();
    let confirmed = door
        .access
        .second_factor_confirm(&reader.actor, &entered.code, now)
        .await;
    match confirmed {
        Ok(codes) => page(&door, &reader, Vec::new(), &codes).await,
        Err(error) => answer(&door, &reader, ("code", Err(error))).await,
    }
}

#[boxed]
async fn remove(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Coded>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let now = door.clock.now();
    let removed = door
        .access
        .second_factor_remove(&reader.actor, &entered.code, now)
        .await;
    answer(&door, &reader, ("code", removed)).await
}

/// The page again, or with what was refused above its form.
#[boxed]
async fn answer(
    door: &Door,
    reader: &SignedIn,
    (field, outcome): (&str, Result<(), AccessError>),
) -> Result<Response, Failure> {
    let error = match outcome {
        Ok(()) => return Ok(Redirect::to(PATH).into_response()),
        Err(error) if error.is_internal() => return Err(error).shown(reader.language),
        Err(error) => error,
    };
    let status = match error {
        AccessError::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let problems = vec![Problem::new(field, reader.words().text(error.key()))];
    let page = page(door, reader, problems, &[]).await?;
    Ok((status, page).into_response())
}
