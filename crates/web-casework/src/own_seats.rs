//! Where one sits inside: each opened key of one's own, since when and when it was last used, and closing
//! all but this one. Nobody sees or closes another's.

use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    seats::OwnSeat,
    session::Insider,
    sheet::{Cell, Form, Link, Part, Sheet, Table},
};
use axum::{
    Form as Sent, Router,
    extract::State,
    response::Response,
    routing::{get, post},
};
use boxed::boxed;
use page::{Failure, time_text};

// words: seat-* own-session-title

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/sessions", get(show))
        .route("/table/sessions/others-ended", post(end_others))
}

#[boxed]
async fn show(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    let words = reader.words();
    let this = (reader.visitor.csrf(), reader.visitor.now);
    let person = reader.worker().person();
    let seats = door.seats.of(person, (&this.0, this.1));
    let row = |one: &OwnSeat| {
        vec![
            Cell::Text(time_text(words, one.entered_at)),
            Cell::Text(time_text(words, one.seen_at)),
            if one.is_this {
                Cell::Tag("good", words.text("seat-this"))
            } else {
                Cell::Text(words.text("seat-other"))
            },
        ]
    };
    let table = Table {
        caption: words.text("seat-table"),
        heads: ["entered", "seen", "which"]
            .map(|head| words.of("seat-head", head))
            .to_vec(),
        rows: seats.iter().map(row).collect(),
        empty: String::new(),
    };
    let has_others = seats.iter().any(|one| !one.is_this);
    let end = Form::new(
        "/table/sessions/others-ended",
        words.text("seat-end-others"),
    );
    Sheet::inside(&door, &reader, words.text("seat-title"))
        .lead(words.text("seat-lead"))
        .with(Part::Table(table))
        .with_some(has_others.then_some(Part::Form(end)))
        .with(Part::Links(vec![Link::new(
            "/account/sessions",
            words.text("own-session-title"),
        )]))
        .answer()
}

#[boxed]
async fn end_others(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let person = reader.worker().person();
    door.seats.leave_others(person, &reader.visitor.csrf());
    Ok(to("/table/sessions"))
}
