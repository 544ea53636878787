//! Everything told to the reader's institution, what is asked back first, and who receives for it.

use super::reception;
use crate::{
    TableDoor,
    error::InLanguage as _,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
    show::{self, list},
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{DisclosureState, ReceivedDisclosure};
use page::{Failure, Words, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    let words = reader.words();
    let told = door.casework.disclosures_received(reader.request()).await;
    let mut told = told.shown(reader.language())?;
    // What must be destroyed comes first.
    told.sort_by_key(|one| one.state != DisclosureState::Recalled);
    let waiting = told
        .iter()
        .filter(|one| one.state == DisclosureState::Recalled);
    let waiting = waiting.count();
    let note = (waiting > 0).then(|| {
        let values = [("count", waiting.into())];
        Part::Note("bad", words.with("received-recalls", &values))
    });
    let table = Table {
        caption: words.text("received-table"),
        heads: ["code", "sender", "fields", "state", "when"]
            .map(|head| words.of("received-column", head))
            .to_vec(),
        rows: told.iter().map(|one| row(&door, words, one)).collect(),
        empty: words.text("received-none"),
    };
    Sheet::inside(&door, &reader, words.text("received-title"))
        .lead(words.text("received-lead"))
        .with_some(note)
        .with(Part::Table(table))
        .with(Part::Form(reception::form(&door, &reader).await?))
        .answer()
}

fn row(door: &TableDoor, words: Words, one: &ReceivedDisclosure) -> Vec<Cell> {
    let href = format!("/table/received/{}", one.id.as_str());
    let fields = one.fields.iter().map(|field| field.code());
    let (kind, state) = state(words, one.state);
    vec![
        Cell::Link(Link::new(href, &one.code)),
        Cell::Text(show::institution(door, words, &one.sender)),
        Cell::Text(list(words, "case-field", fields)),
        Cell::Tag(kind, state),
        Cell::Text(time_text(words, one.sent_at)),
    ]
}

/// Where it stands, as the recipient reads it.
pub(super) fn state(words: Words, state: DisclosureState) -> (&'static str, String) {
    let kind = match state {
        DisclosureState::Sent => "good",
        DisclosureState::Recalled => "bad",
        DisclosureState::Returned | DisclosureState::Acknowledged => "",
    };
    (kind, words.of("received-state", state.code()))
}
