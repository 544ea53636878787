//! Consents and legal bases: one object for each disclosure, in date, for one recipient and exact
//! fields; taken back with one button. What was told stands under what it was told on.

mod basis;
mod decide;
mod fields;
mod give;
mod list;
mod propose;
mod recipients;
mod tell;
mod withdraw;

pub(crate) use basis::found;
pub(crate) use fields::{chosen, own_fields};
pub(crate) use list::tables;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: case-consent-* case-basis-* basis-state-* basis-kind-* consent-form-* legal-ground-*
// words: disclosure-purpose-* disclosure-state-* consent-before-briefing consent-field-both
// words: consent-guardian-missing consent-person-missing disclosure-end-invalid basis-article-invalid
// words: basis-two-people disclosure-basis-over disclosure-beyond-consent disclosure-field-missing
// words: disclosure-no-basis disclosure-no-receiver disclosure-over request-missing

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/consents", get(list::show))
        .route(
            "/table/cases/{code}/consent",
            get(give::form).post(give::submit),
        )
        .route(
            "/table/cases/{code}/legal-basis",
            get(propose::form).post(propose::submit),
        )
        .route("/table/cases/{code}/consents/{basis}", get(basis::show))
        .route(
            "/table/cases/{code}/consents/{basis}/withdrawn",
            post(withdraw::withdraw),
        )
        .route(
            "/table/cases/{code}/consents/{basis}/told",
            post(tell::tell),
        )
        .route(
            "/table/cases/{code}/disclosures/{disclosure}/recalled",
            post(withdraw::recall),
        )
        .route(
            "/table/cases/{code}/consents/{basis}/reason",
            post(decide::reason),
        )
        .route(
            "/table/cases/{code}/consents/{basis}/decided",
            post(decide::decide),
        )
}
