//! Danger to life: who keeps the emergency key, asking, confirming, reviewing.

mod ask;
mod keepers;
mod shown;

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: emergency-* danger-* keeper-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/emergency", get(shown::form).post(ask::submit))
        .route("/table/emergency/answered", post(ask::answer))
        .route("/table/emergency/keepers", post(keepers::propose))
        .route("/table/emergency/keepers/answered", post(keepers::answer))
        .route("/table/emergency/covered", post(keepers::cover))
}
