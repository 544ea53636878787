//! A lost passphrase: whom a worker trusts with their key, asking for it at the inner door, and what a
//! custodian does about it. A custodian is never shown the code that the worker tells them: they type
//! it, so that the two have spoken.

mod ask;
mod custodians;
mod day;
mod one;

pub(crate) use day::on_the_day;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: recovery-* recovery-state-* recovery-column-* custodians-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route(
            "/table/custodians",
            get(custodians::show).post(custodians::name),
        )
        .route("/table/recovery", get(ask::show).post(ask::submit))
        .route("/table/recovery/withdrawn", post(ask::withdraw))
        .route("/table/recoveries/{recovery}", get(one::show))
        .route("/table/recoveries/{recovery}/opened", post(one::open))
        .route("/table/recoveries/{recovery}/refused", post(one::refuse))
}
