//! Referrals in a closed loop. The sender's side works on the case; the recipient's side knows the
//! referral's own code alone, answers it, and opens what it was told as a package.

mod answer;
mod draft;
mod incoming;
mod of_case;
mod one;
mod reword;
mod steps;
mod told;

pub(crate) use incoming::waiting;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: case-referral-* referral-* service-* referral-before-briefing referral-kind-invalid
// words: referral-not-over referral-step-not-allowed referral-changed-meanwhile

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/referrals", get(of_case::show))
        .route(
            "/table/cases/{code}/consents/{basis}/referral",
            get(draft::form).post(draft::submit),
        )
        .route("/table/cases/{code}/referrals/{referral}", get(one::show))
        .route(
            "/table/cases/{code}/referrals/{referral}/note",
            post(steps::note),
        )
        .route(
            "/table/cases/{code}/referrals/{referral}/draft",
            get(reword::form).post(reword::submit),
        )
        .route(
            "/table/cases/{code}/referrals/{referral}/provider",
            post(reword::choose),
        )
        .route(
            "/table/cases/{code}/referrals/{referral}/sent",
            post(steps::send),
        )
        .route(
            "/table/cases/{code}/referrals/{referral}/discarded",
            post(steps::discard),
        )
        .route(
            "/table/cases/{code}/referrals/{referral}/recalled",
            post(steps::recall),
        )
        .route("/table/referrals", get(incoming::show))
        .route(
            "/table/referrals/{referral}",
            get(answer::form).post(answer::submit),
        )
}
