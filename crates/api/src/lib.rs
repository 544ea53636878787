//! The programs' door: the committee's operations as JSON, described by an OpenAPI document that is
//! made from the routes themselves.
//!
//! An operation asks for a permit first, calls the committee, and writes down what came back. It
//! decides nothing, counts nothing, and knows no cookie.

#![expect(
    unused_qualifications,
    reason = "the describing macro writes the parameters' types with their paths"
)]

mod aside;
mod asked;
mod caller;
mod directory;
mod discrepancies;
mod document;
mod documents;
mod door;
mod estimates;
mod facts;
mod imports;
mod listing;
mod me;
mod meetings;
mod own_part;
mod published;
mod refusal;
mod released;
mod releases;
mod returns;
mod situation;
mod snapshots;
mod targets;
mod values;

pub use door::ApiDoor;

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware::from_fn};
use page::Failure;
use utoipa_axum::router::OpenApiRouter;

/// The longest body of an operation, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// All routes of this door: the operations, their document and the page about them.
pub fn router(door: ApiDoor) -> Router {
    let operations = OpenApiRouter::new()
        .merge(me::routes())
        .merge(directory::routes())
        .merge(returns::routes())
        .merge(imports::routes())
        .merge(facts::routes())
        .merge(discrepancies::routes())
        .merge(own_part::routes())
        .merge(meetings::routes())
        .merge(targets::routes())
        .merge(situation::routes())
        .merge(released::routes())
        .merge(releases::routes())
        .merge(snapshots::routes())
        .merge(documents::routes())
        .merge(estimates::routes())
        .merge(published::routes());
    let (router, routes) = OpenApiRouter::with_openapi(document::head())
        .nest(document::BASE, operations)
        .split_for_parts();
    let nowhere = async || refusal::Refusal::from(Failure::new(StatusCode::NOT_FOUND));
    router
        .route("/api/{*rest}", axum::routing::any(nowhere))
        .with_state(door)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn(refusal::in_callers_language))
        .merge(document::routes(document::finished(&routes)))
}
