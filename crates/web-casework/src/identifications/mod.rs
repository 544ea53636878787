//! Formal identification, only on the person's own request, and the time to reflect, which nobody but
//! the person ends early. The page says what the program holds to: no help depends on how it ends.

mod decide;
mod page;
mod reflect;
mod request;
mod team;

use crate::{TableDoor, error::InLanguage as _, sent::CaseForm};
use ::page::Failure;
use axum::{
    Router,
    routing::{get, post},
};
use casework::{CaseCode, RecordId};

// words: case-formal-* formal-state-* case-reflection-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/identification", get(page::show))
        .route(
            "/table/cases/{code}/identification/request",
            post(request::submit),
        )
        .route(
            "/table/cases/{code}/identification/person",
            post(request::person),
        )
        .route(
            "/table/cases/{code}/identification/team",
            post(team::submit),
        )
        .route(
            "/table/cases/{code}/identification/meeting",
            post(team::meeting),
        )
        .route(
            "/table/cases/{code}/identification/outcome",
            post(decide::submit),
        )
        .route(
            "/table/cases/{code}/identification/notice",
            post(decide::notice),
        )
        .route(
            "/table/cases/{code}/identification/reasons",
            post(decide::reasons),
        )
        .route(
            "/table/cases/{code}/identification/reflection",
            post(reflect::begin),
        )
        .route(
            "/table/cases/{code}/identification/reflection/longer",
            post(reflect::longer),
        )
        .route(
            "/table/cases/{code}/identification/reflection/ended",
            post(reflect::end),
        )
}

/// Where all of it is shown.
fn address(code: &CaseCode) -> String {
    format!("/table/cases/{code}/identification")
}

/// The formal identification that a form is about.
fn formal_of(form: &CaseForm) -> Result<RecordId, Failure> {
    RecordId::parse(form.entered.get("formal")).shown(form.reader.language())
}
