//! Who gives which help: an institution declares its own, and a person takes a place. A shelter is
//! named by its area alone, on every page but its own institution's.

mod declare;
mod names;
mod stays;

pub(crate) use names::{Names, option_choice};

use crate::TableDoor;
use axum::{
    Router,
    routing::{get, post},
};

// words: table-providers-* case-stays-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/providers", get(declare::show).post(declare::submit))
        .route(
            "/table/cases/{code}/stays",
            get(stays::show).post(stays::begin),
        )
        .route("/table/cases/{code}/stays/ended", post(stays::end))
}
