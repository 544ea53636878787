//! When a request cannot be answered: a page that says what happened and what to do, in the
//! reader's language; for programs the same as `application/problem+json` (RFC 9457).

use crate::{Frame, Words};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::json;
use std::fmt::Display;
use vocabulary::Language;

/// Something that is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's id on the page.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A request that cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    status: StatusCode,
    /// The key of a text that says more; the status' own text where there is none.
    key: Option<&'static str>,
    language: Language,
    is_for_programs: bool,
}

// words: error-400-title error-400-text error-403-title error-403-text error-404-title
// words: error-404-text error-409-title error-409-text error-413-title error-413-text
// words: error-422-title error-422-text error-429-title error-429-text error-500-title
// words: error-500-text error-503-title error-503-text
impl Failure {
    /// A failure with a status.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self {
            status,
            key: None,
            language: Language::default(),
            is_for_programs: false,
        }
    }

    /// There is nothing there, or nothing that the asker may know of.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND)
    }

    /// The asker may not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN)
    }

    /// The request makes no sense.
    #[must_use]
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST)
    }

    /// The program or its surroundings failed. The cause goes into the log and nowhere else.
    #[must_use]
    pub fn internal(cause: &dyn Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Refused for a reason that a text explains.
    #[must_use]
    pub fn refused(key: &'static str) -> Self {
        Self {
            key: Some(key),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }

    /// In this language.
    #[must_use]
    pub const fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// For a program instead of a person.
    #[must_use]
    pub const fn for_programs(mut self) -> Self {
        self.is_for_programs = true;
        self
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// What happened, and what to do.
    #[must_use]
    pub fn texts(&self) -> (String, String) {
        let words = Words::in_language(self.language);
        let known = [400, 403, 404, 409, 413, 422, 429, 500, 503];
        let status = self.status.as_u16();
        let status = if known.contains(&status) { status } else { 400 };
        let title = words.text(&format!("error-{status}-title"));
        let text = self.key.map_or_else(
            || words.text(&format!("error-{status}-text")),
            |key| words.text(key),
        );
        (title, text)
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    text: String,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (title, text) = self.texts();
        if self.is_for_programs {
            let body = json!({"type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": text});
            let kind = HeaderValue::from_static("application/problem+json");
            return (
                self.status,
                [(header::CONTENT_TYPE, kind)],
                body.to_string(),
            )
                .into_response();
        }
        let page = FailurePage {
            frame: Frame::bare(self.language, title, "/"),
            text,
        };
        let body = page.render().unwrap_or_else(|_| page.text.clone());
        (self.status, Html(body)).into_response()
    }
}
