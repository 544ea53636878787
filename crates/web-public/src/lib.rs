//! The public's door: what may be published, explained in plain words.
//!
//! A page here takes [`release::Figure`] and nothing else: a committee's own number has no way onto
//! it, into a picture of it, or into a file that is handed out. Nobody signs in, and nothing is kept
//! about who reads.

mod door;
mod download;
mod grid;
mod ground;
mod index;
mod pictures;
mod printed;
mod show;
mod table;

pub use door::PublicDoor;

use axum::{Router, routing::get};

/// All routes of this door.
pub fn router(door: PublicDoor) -> Router {
    Router::new()
        .route("/public", get(index::open))
        .route("/public/printed", get(printed::open))
        .route("/public/tables/{code}", get(table::open))
        .route("/public/releases/{code}/figures.csv", get(download::text))
        .route("/public/releases/{code}/figures.json", get(download::json))
        .route(
            "/public/releases/{code}/figures.xlsx",
            get(download::workbook),
        )
        .with_state(door)
}
