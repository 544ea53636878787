//! Imports: a file is read, explained where it has to be, looked at, and then counts as a whole or
//! not at all. A file with personal data is refused before anything of it is kept.

mod answer;
mod decide;
mod kept;
mod list;
mod mapping;
mod mapping_form;
mod message;
mod open;
mod reading;
mod staging;
mod upload;

use crate::{
    Door,
    session::{SignedIn, scope},
};
use access::{Action, Permit, Role};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use committee::figures::Stage;
use page::Failure;

/// The largest file that is taken, with its form around it.
const MOST_BYTES: usize = 12 * 1024 * 1024;

pub(crate) fn routes() -> Router<Door> {
    let files = get(list::list)
        .post(upload::submit)
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/imports", files)
        .route("/imports/{id}", get(open::open))
        .route("/imports/{id}/mapping", post(mapping::submit))
        .route("/imports/{id}/answers", post(answer::submit))
        .route("/imports/{id}/commit", post(decide::commit))
        .route("/imports/{id}/undo", post(decide::undo))
        .route("/imports/{id}/discard", post(decide::discard))
        .route("/imports/{id}/file", get(decide::file))
}

/// Leave to act on imports where the reader works: the own institution, the region, the country.
fn permit<A: Action>(door: &Door, reader: &SignedIn) -> Result<Permit<A>, Failure> {
    let home = reader.home(door);
    reader.permit::<A>(scope(door, &home, reader.actor.institution()))
}

/// Whether the reader's files fill drafts or count at once: what is published nationally has no
/// return to go through.
fn stage(reader: &SignedIn) -> Stage {
    if reader.actor.role() == Role::NationalAnalyst {
        Stage::Submitted
    } else {
        Stage::Draft
    }
}
