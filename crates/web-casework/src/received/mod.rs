//! What other institutions told ours: read field by field for a reason, and destroyed when it is
//! called back. The sender's case code is nowhere on these pages.

mod destroy;
mod list;
mod one;
mod reception;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: received-* disclosure-state-* disclosure-ended disclosure-over

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/received", get(list::show))
        .route("/table/received/reception", post(reception::set))
        .route(
            "/table/received/{disclosure}",
            get(one::form).post(one::open),
        )
        .route(
            "/table/received/{disclosure}/destroyed",
            post(destroy::acknowledge),
        )
}
