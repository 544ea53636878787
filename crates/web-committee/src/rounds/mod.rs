//! Linkage rounds: a page that walks the national office and the institutions that take part through
//! matching their lists without names. It must never take in a key or a list in clear text.

mod begin;
mod confirm;
mod estimate;
mod hand_in;
mod instruction;
mod list;
mod open;
mod result;
mod step;

pub(crate) use result::class;

use crate::{
    Door,
    session::{SignedIn, scope},
};
use access::{Action, Permit};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use page::Failure;

// words: round-state-* round-next-* round-event-*

/// Encoded files of some 30,000 people.
const MOST_BYTES: usize = 16 * 1024 * 1024;

pub(crate) fn routes() -> Router<Door> {
    let file = post(hand_in::submit).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/rounds", get(list::list).post(begin::submit))
        .route("/rounds/new", get(begin::form))
        .route("/rounds/{code}", get(open::open))
        .route("/rounds/{code}/schema.json", get(open::schema))
        .route("/rounds/{code}/key", post(confirm::submit))
        .route("/rounds/{code}/file", file)
        .route("/rounds/{code}/steps", post(step::submit))
        .route("/rounds/{code}/estimate", post(estimate::submit))
}

/// Leave to act on rounds: an institution's member for the institution, the national office for the
/// country.
fn permit<A: Action>(door: &Door, reader: &SignedIn) -> Result<Permit<A>, Failure> {
    let (home, institution) = (reader.home(door), reader.actor.institution());
    reader.permit::<A>(scope(door, &home, institution))
}

/// Whether the policy would allow it: for showing a form, never for guarding.
fn may<A: Action>(door: &Door, reader: &SignedIn) -> bool {
    let (home, institution) = (reader.home(door), reader.actor.institution());
    reader.may::<A>(&scope(door, &home, institution))
}
