//! Help: what each page is for, in plain words. Readable without signing in.

use crate::{
    Door,
    navigation::frame,
    session::{self, SignedIn},
};
use askama::Template;
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};
use page::{Failure, Frame, Words, html};

// words: help-*

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/help", get(open))
}

const TOPICS: [&str; 20] = [
    "start",
    "account",
    "membership",
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
    "lead",
    "witness",
    "program",
    "safety",
];

#[derive(Template)]
#[template(path = "help/open.html")]
struct HelpPage {
    frame: Frame,
    topics: Vec<(String, String, String)>,
}

async fn open(
    State(door): State<Door>,
    headers: HeaderMap,
    reader: Result<SignedIn, Response>,
) -> Result<Response, Failure> {
    let language = match &reader {
        Ok(reader) => reader.language,
        Err(_) => session::language(&headers, None),
    };
    let words = Words::in_language(language);
    // Whoever is signed in finds the way back to work.
    let frame = match &reader {
        Ok(reader) => frame(&door, reader, words.text("help")),
        Err(_) => Frame::bare(language, words.text("help"), "/help"),
    };
    html(&HelpPage {
        frame,
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
