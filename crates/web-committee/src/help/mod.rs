//! Help: what each page is for, in plain words. Readable without signing in.

use crate::{
    Door,
    navigation::frame,
    session::{self, SignedIn},
};
use askama::Template;
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};
use boxed::boxed;
use page::{Failure, Frame, Words, html};

// words: help-*

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/help", get(open))
}

/// The topics by what they are about, in the order of the page.
const GROUPS: [(&str, &[&str]); 6] = [
    (
        "begin",
        &["start", "safety", "account", "membership", "accounts"],
    ),
    (
        "figures",
        &[
            "situation",
            "return",
            "import",
            "discrepancy",
            "adoption",
            "meeting",
            "indicator",
            "snapshot",
        ],
    ),
    ("lists", &["round", "estimate"]),
    ("public", &["releases", "public"]),
    ("table", &["table", "lead"]),
    ("server", &["program", "witness"]),
];

struct Group {
    title: String,
    topics: Vec<Topic>,
}

struct Topic {
    code: &'static str,
    title: String,
    text: String,
    /// What is done one after the other: each further line of the text.
    steps: Vec<String>,
}

impl Topic {
    fn read(words: Words, code: &'static str) -> Self {
        let text = words.text(&format!("help-{code}-text"));
        let mut lines = text.lines().map(str::to_owned);
        Self {
            code,
            title: words.text(&format!("help-{code}-title")),
            text: lines.next().unwrap_or_default(),
            steps: lines.collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "help/open.html")]
struct HelpPage {
    frame: Frame,
    groups: Vec<Group>,
}

#[boxed]
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
        groups: GROUPS
            .into_iter()
            .map(|(group, topics)| Group {
                title: words.of("help-group", group),
                topics: topics
                    .iter()
                    .map(|topic| Topic::read(words, topic))
                    .collect(),
            })
            .collect(),
    })
}
