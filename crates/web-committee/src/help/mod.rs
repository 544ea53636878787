//! Help: what each page is for, in plain words. Readable without signing in.

use crate::{Door, error::InLanguage as _, session};
use askama::Template;
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};
use page::{Failure, Frame, Words, html};

// words: help-*

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/help", get(open))
}

const TOPICS: [&str; 17] = [
    "start",
    "account",
    "return",
    "import",
    "discrepancy",
    "adoption",
    "meeting",
    "indicator",
    "situation",
    "snapshot",
    "round",
    "estimate",
    "releases",
    "public",
    "table",
    "program",
    "safety",
];

#[derive(Template)]
#[template(path = "help/open.html")]
struct HelpPage {
    frame: Frame,
    topics: Vec<(String, String, String)>,
}

async fn open(State(door): State<Door>, headers: HeaderMap) -> Result<Response, Failure> {
    let session = match session::token(&door, &headers) {
        Some(token) => door
            .access
            .session(&token, door.clock.now())
            .await
            .shown(session::language(&headers, None))?,
        None => None,
    };
    let language = session::language(&headers, session.map(|session| session.actor.language()));
    let words = Words::in_language(language);
    html(&HelpPage {
        frame: Frame::bare(language, words.text("help"), "/help"),
        topics: TOPICS
            .into_iter()
            .map(|topic| {
                (
                    topic.to_owned(),
                    words.text(&format!("help-{topic}-title")),
                    words.text(&format!("help-{topic}-text")),
                )
            })
            .collect(),
    })
}
