//! Estimates of how many people are on no list: asked for by the national office, shown with every
//! method side by side, the gate's verdict first, and what the number does not mean.

mod annex;
mod ask;
mod form;
mod list;
mod open;
mod pictures;
mod reading;
mod tables;

use crate::{
    Door,
    session::{SignedIn, scope},
};
use access::{Action, Permit};
use axum::{Router, extract::DefaultBodyLimit, routing::get};
use page::Failure;
use std::time::Duration;

/// Capture histories of ten lists are a few kilobytes; a line for each person some megabytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// How long somebody waits for a page. What takes longer is done on the command line.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);

pub(crate) fn routes() -> Router<Door> {
    let asked = get(list::list)
        .post(ask::submit)
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/estimates", asked)
        .route("/estimates/{code}", get(open::open))
        .route("/estimates/{code}/annex.pdf", get(annex::print))
        .route("/estimates/{code}/report.json", get(open::report))
        .route("/estimates/{code}/histories.csv", get(open::histories))
}

/// Leave to act on estimates, which speak of the whole country alone.
fn permit<A: Action>(door: &Door, reader: &SignedIn) -> Result<Permit<A>, Failure> {
    reader.permit::<A>(scope(door, door.country().code(), None))
}
