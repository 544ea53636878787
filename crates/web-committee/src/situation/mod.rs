//! The situation of a region or the country on one page: what is known, what changed, where
//! institutions disagree, what is missing.
//!
//! The pictures are drawn once for each version of the figures and kept; only the frame around
//! them is each reader's own.

mod charts;
mod disputes;
mod inside;
mod lines;
mod map;
mod multiples;
mod page;
mod pyramid;
mod reporting;
mod trend;
mod view;

use crate::Door;
use axum::{Router, routing::get};

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/situation", get(page::open))
}
