//! Cases whose lead left: which they are, who must act, who was named, and taking one over. Codes and
//! phases; nothing that is in a case.

mod act;
mod shown;
mod told;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

pub(crate) use told::on_the_day;

// words: lead-* succession-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/leads", get(shown::form).post(act::propose))
        .route("/table/leads/answered", post(act::answer))
        .route("/table/leads/taken", post(act::take))
}
