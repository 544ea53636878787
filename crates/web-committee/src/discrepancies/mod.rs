//! Discrepancies: the list, the file of one, notes on it, and the decision that settles it.

mod adopt;
mod list;
mod note;
mod open;

use crate::Door;
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
