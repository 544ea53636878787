//! One case: what stands about it in codes, and every step that a grant on it allows.

mod briefing;
mod duplicates;
mod holders;
mod open;
mod progress;
mod report;
mod reveal;
mod statistics;
mod write;

use crate::{TableDoor, error::InLanguage as _, session::Insider};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use casework::{CaseCode, CaseView, RecordId};
use page::Failure;

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

/// A code from an address; what is no code is not found, as a case that does not exist.
pub(crate) fn code_of(reader: &Insider, text: &str) -> Result<CaseCode, Failure> {
    CaseCode::parse(text).map_err(|_| reader.visitor.not_found())
}

/// The id of a record from an address; what is no id is not found.
pub(crate) fn record_of(reader: &Insider, text: &str) -> Result<RecordId, Failure> {
    RecordId::parse(text).map_err(|_| reader.visitor.not_found())
}

/// The case in codes, for whoever holds a grant on it.
#[boxed]
pub(crate) async fn view(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<CaseView, Failure> {
    let seen = door.casework.case_view(reader.request(), code).await;
    seen.shown(reader.language())
}

/// The case, for whoever may do what is allowed by `may` to it; to everybody else it is not there.
#[boxed]
pub(crate) async fn view_if(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
    may: fn(&CaseView) -> bool,
) -> Result<CaseView, Failure> {
    let seen = view(door, reader, code).await?;
    if may(&seen) {
        Ok(seen)
    } else {
        Err(reader.visitor.not_found())
    }
}
