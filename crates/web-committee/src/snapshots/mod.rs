//! Snapshots: freezing what is known, and handing it out as a report, a workbook and a text table.

mod hand_out;
mod list;

use crate::Door;
use axum::{Router, routing::get};

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/snapshots", get(list::list).post(list::freeze))
        .route("/snapshots/{code}", get(list::open))
        .route("/snapshots/{code}/report.pdf", get(hand_out::report))
        .route("/snapshots/{code}/figures.xlsx", get(hand_out::workbook))
        .route("/snapshots/{code}/figures.csv", get(hand_out::table))
}
