//! One case: what stands about it in codes, and every step that a grant on it allows.

mod briefing;
mod duplicates;
mod holders;
mod open;
mod progress;
mod report;
mod reveal;
mod statistics;
pub(crate) mod view;
mod write;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: case-page-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}", get(open::show))
        .route("/table/cases/{code}/averted", post(open::averted))
        .route(
            "/table/cases/{code}/reveal",
            get(reveal::form).post(reveal::submit),
        )
        .route(
            "/table/cases/{code}/write",
            get(write::form).post(write::submit),
        )
        .route(
            "/table/cases/{code}/briefing",
            get(briefing::form).post(briefing::submit),
        )
        .route(
            "/table/cases/{code}/holders",
            get(holders::show).post(holders::give),
        )
        .route("/table/cases/{code}/holders/revoked", post(holders::revoke))
        .route("/table/cases/{code}/holders/denied", post(holders::deny))
        .route("/table/cases/{code}/duplicates", get(duplicates::show))
        .route("/table/cases/{code}/report", get(report::show))
        .route(
            "/table/cases/{code}/statistics",
            get(statistics::form).post(statistics::submit),
        )
}
