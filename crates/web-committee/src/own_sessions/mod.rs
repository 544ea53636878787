//! Where one is signed in: when each session was begun, on which kind of browser, when it was last used;
//! ending one of them, or all but this one. Everybody sees and ends their own, and nobody another's.

use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn};
use access::OwnSession;
use askama::Template;
use axum::{
    Form, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use page::{Failure, Frame, Words, html, time_text};
use serde::Deserialize;

// words: own-session-*

const PATH: &str = "/account/sessions";

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/account/sessions", get(show))
        .route("/account/sessions/ended", post(end))
        .route("/account/sessions/others-ended", post(end_others))
}

struct Row {
    mark: String,
    device: String,
    began: String,
    seen: String,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "own_sessions/list.html")]
struct SessionsPage {
    frame: Frame,
    rows: Vec<Row>,
    /// Whether one is signed in anywhere else.
    has_others: bool,
}

#[derive(Deserialize)]
struct Ending {
    csrf: String,
    #[serde(default)]
    session: String,
}

#[boxed]
async fn show(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let asked = (reader.session_token(), door.clock.now());
    let found = door.access.own_sessions(&reader.actor, asked).await;
    let found = found.shown(reader.language)?;
    html(&SessionsPage {
        frame: frame(&door, &reader, words.text("own-session-title")),
        has_others: found.iter().any(|one| !one.is_this),
        rows: found.into_iter().map(|one| row(words, one)).collect(),
    })
}

fn row(words: Words, one: OwnSession) -> Row {
    let values = [
        (
            "browser",
            words.of("own-session-browser", one.device.browser()).into(),
        ),
        (
            "machine",
            words.of("own-session-machine", one.device.machine()).into(),
        ),
    ];
    Row {
        device: words.with("own-session-device", &values),
        mark: one.mark,
        began: time_text(words, one.began_at),
        seen: time_text(words, one.seen_at),
        is_this: one.is_this,
    }
}

/// A second click finds the session ended, and says nothing of whose any other mark is.
#[boxed]
async fn end(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Ending>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let ended = (entered.session.as_str(), door.clock.now());
    let ended = door.access.own_session_end(&reader.actor, ended).await;
    ended.shown(reader.language)?;
    Ok(Redirect::to(PATH).into_response())
}

#[boxed]
async fn end_others(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Ending>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let asked = (reader.session_token(), door.clock.now());
    let ended = door.access.own_sessions_end_others(&reader.actor, asked);
    ended.await.shown(reader.language)?;
    Ok(Redirect::to(PATH).into_response())
}
