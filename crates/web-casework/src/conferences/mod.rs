//! Case conferences: a list, and one page for each; an entry of a case that the reader may not know of
//! is a number and nothing more.

mod acts;
mod list;
mod minutes;
mod open;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: conference-* minutes-* decision-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/conferences", get(list::form).post(list::submit))
        .route("/table/conferences/{conference}", get(open::show))
        .route("/table/conferences/{conference}/begun", post(acts::begin))
        .route("/table/conferences/{conference}/ended", post(acts::end))
        .route("/table/conferences/{conference}/entries", post(acts::add))
        .route(
            "/table/conferences/{conference}/decisions",
            post(acts::decide),
        )
        .route("/table/conferences/{conference}/done", post(acts::done))
        .route(
            "/table/conferences/{conference}/minutes",
            post(minutes::write),
        )
        .route(
            "/table/conferences/{conference}/minutes/read",
            post(minutes::read),
        )
}
