//! The rounds that somebody may know of.

use super::{may, permit};
use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn};
use access::{HoldRound, ReadRound};
use askama::Template;
use axum::{extract::State, response::Response};
use boxed::boxed;
use estimation::rounds::{Round, RoundState, round_list};
use page::{Failure, Frame, html, period_text, time_text};

struct Row {
    code: String,
    title: String,
    period: String,
    state: String,
    class: &'static str,
    begun: String,
}

#[derive(Template)]
#[template(path = "rounds/list.html")]
struct ListPage {
    frame: Frame,
    may_hold: bool,
    rows: Vec<Row>,
}

/// The style class of a state's tag.
pub(super) const fn class(state: RoundState) -> &'static str {
    match state {
        RoundState::Preparing | RoundState::Collecting => "tag-warn",
        RoundState::Matched => "tag-calm",
        RoundState::Closed => "tag-good",
    }
}

#[boxed]
pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let found = round_list(&door.database, &permit::<ReadRound>(&door, &reader)?)
        .await
        .shown(reader.language)?;
    let row = |one: Round| Row {
        code: one.code,
        title: one.title,
        period: period_text(words, one.period),
        state: words.of("round-state", one.state.code()),
        class: class(one.state),
        begun: format!("{}, {}", time_text(words, one.made_at), one.made_by),
    };
    html(&ListPage {
        frame: frame(&door, &reader, words.text("navigation-rounds")),
        may_hold: may::<HoldRound>(&door, &reader),
        rows: found.into_iter().map(row).collect(),
    })
}
