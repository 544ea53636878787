//! Handing a case on: proposed and handed over at the case, approved and accepted by its own code.

mod answer;
mod propose;

use crate::{TableDoor, session::Insider, show::WorkerNames};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use casework::Transfer;
use page::{Failure, Words};

// words: transfer-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/transfers", get(answer::form).post(answer::submit))
        .route(
            "/table/cases/{code}/transfer",
            get(propose::form).post(propose::submit),
        )
        .route(
            "/table/cases/{code}/transfer/recalled",
            post(propose::recall),
        )
        .route(
            "/table/cases/{code}/transfer/handed-over",
            post(propose::hand_over),
        )
        .route("/table/cases/{code}/transfer/note", post(propose::note))
}

/// The names of everybody who has a part in some transfers.
#[boxed]
async fn names(
    door: &TableDoor,
    reader: &Insider,
    transfers: &[&Transfer],
) -> Result<WorkerNames, Failure> {
    let accounts = transfers.iter();
    let accounts = accounts.flat_map(|one| [one.from_worker.as_str(), one.to_worker.as_str()]);
    crate::session::names_of(door, reader.language(), accounts.collect()).await
}

/// How a state is shown: its kind and its text.
fn state(words: Words, transfer: &Transfer) -> (&'static str, String) {
    use casework::TransferState as State;
    let kind = match transfer.state {
        State::Ready => "warn",
        State::HandedOver => "good",
        _ => "",
    };
    (kind, words.of("transfer-state", transfer.state.code()))
}
