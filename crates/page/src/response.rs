//! Pages as answers.

use crate::Failure;
use askama::Template;
use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};

/// A page as an answer; it is not to be kept anywhere, because offices share computers.
///
/// # Errors
/// When the template cannot be rendered, which would be a fault of the program.
pub fn html(template: &impl Template) -> Result<Response, Failure> {
    let text = template
        .render()
        .map_err(|error| Failure::internal(&error))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(text)).into_response())
}
