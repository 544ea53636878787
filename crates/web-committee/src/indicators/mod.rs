//! Placeholder while the door is built.
pub(crate) fn routes() -> axum::Router<crate::Door> {
    axum::Router::new()
}
