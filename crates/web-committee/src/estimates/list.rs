//! The estimates that were made, and the form that asks for another.

use super::{form::Entered, permit};
use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn};
use access::{ReadEstimate, RunEstimate};
use askama::Template;
use axum::{extract::State, response::Response};
use boxed::boxed;
use estimation::estimates::{Choices, estimate_list};
use page::{Failure, Frame, Problem, decimal_text, html, time_text};
use vocabulary::Language;

struct Row {
    code: String,
    title: String,
    source: String,
    made: String,
}

/// What is taken where nothing is entered, as people write it.
struct Usual {
    threshold: String,
    replicates: String,
    seed: String,
}

impl Usual {
    fn of(language: Language) -> Self {
        let choices = Choices::default();
        Self {
            threshold: decimal_text(language, &choices.threshold.to_string()),
            replicates: decimal_text(language, &choices.replicates.to_string()),
            seed: choices.seed.to_string(),
        }
    }
}

#[derive(Template)]
#[template(path = "estimates/list.html")]
struct ListPage {
    frame: Frame,
    problems: Vec<Problem>,
    entered: Entered,
    usual: Usual,
    may_run: bool,
    rows: Vec<Row>,
}

#[boxed]
pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    page(&door, &reader, Entered::default(), Vec::new()).await
}

/// The page with what was entered and what is wrong with it.
#[boxed]
pub(super) async fn page(
    door: &Door,
    reader: &SignedIn,
    entered: Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let found = estimate_list(&door.database, &permit::<ReadEstimate>(door, reader)?)
        .await
        .shown(reader.language)?;
    let row = |one: estimation::estimates::Estimate| Row {
        code: one.code,
        title: one.title,
        source: one.source,
        made: format!("{}, {}", time_text(words, one.made_at), one.made_by),
    };
    html(&ListPage {
        frame: frame(door, reader, words.text("navigation-estimates")),
        problems,
        entered,
        usual: Usual::of(reader.language),
        may_run: permit::<RunEstimate>(door, reader).is_ok(),
        rows: found.into_iter().map(row).collect(),
    })
}
