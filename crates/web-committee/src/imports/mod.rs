//! Imports: a file is read, explained where it has to be, looked at, and then counts as a whole or
//! not at all. A file with personal data is refused before anything of it is kept.

mod answer;
mod decide;
mod list;
mod mapping;
mod mapping_form;
mod open;
mod upload;

use crate::{Door, error::InLanguage as _, session::SignedIn};
use access::{Action, Permit};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use intake::MOST_BYTES;
use page::Failure;

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
    intake::permit::<A>(door.country(), &reader.actor).shown(reader.language)
}
