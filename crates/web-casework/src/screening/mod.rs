//! Screening on one page: answers indicator by indicator, then what the instrument advises and why;
//! a person decides and says why. Until then nothing of it is kept on the server.

mod advise;
mod answers;
mod ask;
mod list;
mod read;
mod rule;

use crate::{TableDoor, session::Insider};
use axum::{
    Router,
    routing::{get, post},
};
use casework::Instrument;
use page::Failure;

// words: case-screening-* screening-answer-label-* screening-basis-* screening-decision-*
// words: screening-advice-* screening-attendant-* screening-before-briefing
// words: screening-not-voluntary screening-answer-unknown screening-instrument-unknown
// words: case-step-not-allowed

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/screenings", get(list::show))
        .route(
            "/table/cases/{code}/screenings/{screening}",
            get(read::form).post(read::open),
        )
        .route(
            "/table/cases/{code}/screen/{instrument}",
            get(ask::form).post(advise::advise),
        )
        .route(
            "/table/cases/{code}/screen/{instrument}/decided",
            post(advise::decide),
        )
}

/// An instrument from an address.
fn instrument_of(reader: &Insider, code: &str) -> Result<&'static Instrument, Failure> {
    Instrument::find(code).ok_or_else(|| reader.visitor.not_found())
}
