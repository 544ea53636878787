//! Discrepancies: the list, the file of one, notes on it, and the decision that settles it.

mod adopt;
mod list;
mod note;
mod open;
mod own;
mod plot;
mod rules;

use crate::{
    Door,
    session::{SignedIn, scope},
};
use access::ReadDiscrepancies;
use axum::{
    Router,
    routing::{get, post},
};

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/discrepancies", get(list::list))
        .route("/discrepancies/{id}", get(open::open))
        .route("/discrepancies/{id}/notes", post(note::submit))
        .route("/discrepancies/{id}/adoption", post(adopt::submit))
}

/// Whether the reader sees all sides; if not, the own institution's part is what there is to see.
fn sees_all(door: &Door, reader: &SignedIn) -> bool {
    reader.may::<ReadDiscrepancies>(&scope(door, &reader.home(door), None))
}
