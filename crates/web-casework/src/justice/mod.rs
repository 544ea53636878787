//! Proceedings: matters of police and prosecutors, and the links that tie them to cases on the person's
//! consent. A matter opens by a grant on it and is otherwise not there.

mod case_side;
mod court;
mod deny;
mod holders;
mod links;
mod list;
mod open;
mod reveal;
mod steps;
mod suspects;
mod take_in;

use crate::{TableDoor, error::InLanguage as _, session::Insider};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use casework::{MatterCode, MatterView};
use page::Failure;

// words: matter-page-* matter-stage-* matter-step-* matter-reason-* matter-scope-* suspect-*
// words: hearing-* measure-* claim-* participation-* non-punishment-* link-* matter-beyond-reach

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/matters", get(list::show))
        .route(
            "/table/matters/new",
            get(take_in::form).post(take_in::submit),
        )
        .route("/table/matters/{matter}", get(open::show))
        .route(
            "/table/matters/{matter}/steps",
            get(steps::form).post(steps::submit),
        )
        .route("/table/matters/{matter}/described", post(steps::describe))
        .route(
            "/table/matters/{matter}/suspects",
            get(suspects::form).post(suspects::submit),
        )
        .route(
            "/table/matters/{matter}/suspects/moved",
            post(suspects::moved),
        )
        .route("/table/matters/{matter}/court", get(court::form))
        .route("/table/matters/{matter}/court/hearings", post(court::plan))
        .route("/table/matters/{matter}/court/settled", post(court::settle))
        .route(
            "/table/matters/{matter}/court/measures",
            post(court::measure),
        )
        .route(
            "/table/matters/{matter}/court/ended",
            post(court::measure_end),
        )
        .route("/table/matters/{matter}/court/claims", post(court::claim))
        .route(
            "/table/matters/{matter}/court/decided",
            post(court::claim_move),
        )
        .route(
            "/table/matters/{matter}/links",
            get(links::form).post(links::take),
        )
        .route("/table/matters/{matter}/links/read", post(links::read))
        .route("/table/matters/{matter}/links/written", post(links::write))
        .route("/table/matters/{matter}/links/checked", post(links::check))
        .route(
            "/table/matters/{matter}/links/released",
            post(links::release),
        )
        .route(
            "/table/matters/{matter}/reveal",
            get(reveal::form).post(reveal::submit),
        )
        .route("/table/matters/{matter}/written", post(reveal::write))
        .route(
            "/table/matters/{matter}/holders",
            get(holders::form).post(holders::give),
        )
        .route(
            "/table/matters/{matter}/holders/revoked",
            post(holders::revoke),
        )
        .route("/table/matters/{matter}/holders/led", post(holders::lead))
        .route("/table/matters/{matter}/holders/denied", post(deny::submit))
        .route(
            "/table/cases/{code}/links",
            get(case_side::form).post(case_side::offer),
        )
        .route("/table/cases/{code}/links/read", post(case_side::read))
        .route("/table/cases/{code}/links/written", post(case_side::write))
        .route("/table/cases/{code}/links/ended", post(case_side::end))
}

/// The matter, for whoever holds a grant on it.
#[boxed]
async fn view(
    door: &TableDoor,
    reader: &Insider,
    code: &MatterCode,
) -> Result<MatterView, Failure> {
    let seen = door.casework.matter_view(reader.request(), code).await;
    seen.shown(reader.language())
}

/// Where a matter's page is.
fn at(code: &MatterCode, rest: &str) -> String {
    format!("/table/matters/{code}{rest}")
}
