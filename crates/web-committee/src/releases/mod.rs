//! Releases: what the public would see, proposed by one person, approved by another, visible from a
//! day on, corrected and withdrawn.

mod list;
mod open;
mod preview;
mod rows;
mod step;

use crate::Door;
use axum::{
    Router,
    routing::{get, post},
};

// words: release-state-* release-reason-* release-not-* release-already-* release-needs-*
// words: release-correct-first release-figures-moved release-nothing-* release-own-proposal
// words: release-too-long release-try-again release-wrong-period

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/releases", get(list::list).post(preview::propose))
        .route("/releases/preview", get(preview::preview))
        .route("/releases/{code}", get(open::open))
        .route("/releases/{code}/approve", post(step::approve))
        .route("/releases/{code}/refuse", post(step::refuse))
        .route("/releases/{code}/withdraw", post(step::withdraw))
}
