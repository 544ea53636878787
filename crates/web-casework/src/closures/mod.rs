//! The end of a case: closing with a reason, opening again, the day until which the file is kept, the
//! legal hold, and the erasure, which is taken in two steps and says what it destroys.

mod close;
mod erase;
mod hold;
mod page;
mod prolong;
mod read;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};
use casework::CaseCode;

// words: case-closing-* closure-reason-* closing-obstacle-* case-hold-* case-erase-* case-prolong-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route(
            "/table/cases/{code}/closing",
            get(page::show).post(close::submit),
        )
        .route("/table/cases/{code}/closing/reopened", post(close::reopen))
        .route("/table/cases/{code}/closing/read", post(read::closing))
        .route("/table/cases/{code}/closing/held", post(hold::place))
        .route("/table/cases/{code}/closing/released", post(hold::lift))
        .route("/table/cases/{code}/closing/hold-reason", post(read::hold))
        .route(
            "/table/cases/{code}/closing/prolonged",
            post(prolong::submit),
        )
        .route(
            "/table/cases/{code}/closing/prolonged-reason",
            post(read::prolongation),
        )
        .route(
            "/table/cases/{code}/erase",
            get(erase::show).post(erase::submit),
        )
}

/// Where the end of a case is shown.
fn address(code: &CaseCode) -> String {
    format!("/table/cases/{code}/closing")
}
