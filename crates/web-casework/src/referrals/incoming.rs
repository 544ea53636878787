//! Referrals to the reader's institution, the earliest due first, and where those stand that the
//! reader sent, by their codes alone: that stays when the case has gone to somebody else.

use super::told;
use crate::{
    TableDoor,
    error::InLanguage as _,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
    show,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{Referral, ReferralStatus};
use page::{Failure, Words};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    let words = reader.words();
    let received = door.casework.referrals_received(reader.request()).await;
    let received = received.shown(reader.language())?;
    let sent = door.casework.referrals_sent(reader.request()).await;
    let sent = sent.shown(reader.language())?;
    let sent = Table {
        caption: words.text("referral-sent-table"),
        heads: ["code", "service", "recipient", "state", "due"]
            .map(|head| words.of("referral-column", head))
            .to_vec(),
        rows: sent.iter().map(|one| sent_row(&door, words, one)).collect(),
        empty: words.text("referral-sent-none"),
    };
    let received = table((&door, words), "referral-received-table", &received);
    Sheet::inside(&door, &reader, words.text("referral-title"))
        .lead(words.text("referral-lead"))
        .with(Part::Table(received))
        .with(Part::Table(sent))
        .answer()
}

/// What waits for the reader's institution, for the page of the day; nothing when nothing does.
#[boxed]
pub(crate) async fn waiting(door: &TableDoor, reader: &Insider) -> Result<Option<Part>, Failure> {
    let received = door.casework.referrals_waiting(reader.request()).await;
    let received = received.shown(reader.language())?;
    let table = table((door, reader.words()), "referral-waiting-table", &received);
    Ok((!received.is_empty()).then_some(Part::Table(table)))
}

fn table((door, words): (&TableDoor, Words), caption: &str, received: &[Referral]) -> Table {
    Table {
        caption: words.text(caption),
        heads: ["code", "service", "urgency", "sender", "state", "due"]
            .map(|head| words.of("referral-column", head))
            .to_vec(),
        rows: received
            .iter()
            .map(|one| received_row(door, words, one))
            .collect(),
        empty: words.text("referral-received-none"),
    }
}

fn received_row(door: &TableDoor, words: Words, one: &Referral) -> Vec<Cell> {
    let status = &one.status;
    let href = format!("/table/referrals/{}", status.id.as_str());
    let (kind, state) = told::state(words, status);
    vec![
        Cell::Link(Link::new(href, &status.code)),
        Cell::Text(words.of("service", status.service.code())),
        Cell::Text(words.of("referral-urgency", one.urgency.code())),
        Cell::Text(show::institution(door, words, &one.sender)),
        Cell::Tag(kind, state),
        told::due(words, status),
    ]
}

fn sent_row(door: &TableDoor, words: Words, status: &ReferralStatus) -> Vec<Cell> {
    let (kind, state) = told::state(words, status);
    vec![
        Cell::Text(status.code.clone()),
        Cell::Text(words.of("service", status.service.code())),
        Cell::Text(show::institution(door, words, &status.recipient)),
        Cell::Tag(kind, state),
        told::due(words, status),
    ]
}
