//! When a request cannot be answered: a page that says what happened and what to do, in the
//! reader's language; for programs the same as `application/problem+json` (RFC 9457).
//!
//! What the reader is told and what the log keeps are two texts: the cause of a failure must never
//! reach the page.

use crate::{Frame, Problem, Words};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};
use std::fmt::Display;
use vocabulary::{
    Language,
    personal::{PersonalTrace, RefusedText},
};

/// A request that cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    status: StatusCode,
    /// The key of a text that says more; the status' own text where there is none.
    key: Option<&'static str>,
    /// What the log keeps, and the reader never sees.
    cause: Option<String>,
    problems: Vec<Problem>,
    /// The text that gives a person away, where that is why.
    text: Option<Box<RefusedText>>,
    language: Language,
    is_for_programs: bool,
}

/// The statuses that have texts of their own.
const KNOWN: [u16; 10] = [400, 401, 403, 404, 409, 413, 422, 429, 500, 503];

impl Failure {
    /// A failure with a status.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self {
            status,
            key: None,
            cause: None,
            problems: Vec::new(),
            text: None,
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

    /// Somebody else was faster.
    #[must_use]
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT)
    }

    /// The program or its surroundings failed. The cause goes into the log and nowhere else.
    #[must_use]
    pub fn internal(cause: &dyn Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR).because(cause)
    }

    /// Refused for a reason that the text of this key explains.
    #[must_use]
    pub fn refused(key: &'static str) -> Self {
        Self {
            key: Some(key),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }

    /// Refused because a text gives a person away. What it says is the kind and the place, never the
    /// text.
    #[must_use]
    pub fn refused_text(text: RefusedText) -> Self {
        Self {
            text: Some(Box::new(text)),
            ..Self::refused(RefusedText::MESSAGE_KEY)
        }
    }

    /// The key of the text that says why, where it is not the status' own.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.key
    }

    /// The text that gives a person away, where that is why.
    #[must_use]
    pub fn text(&self) -> Option<RefusedText> {
        self.text.as_deref().copied()
    }

    /// With the text of this key in place of the status' own.
    #[must_use]
    pub const fn saying(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// With a cause for the log.
    #[must_use]
    pub fn because(mut self, cause: &dyn Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// With what is wrong field by field.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems = problems;
        self
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

    // words: error-{400,401,403,404,409,413,422,429,500,503}-title
    // words: error-{400,401,403,404,409,413,422,429,500,503}-text
    /// What happened, and what to do.
    #[must_use]
    pub fn texts(&self) -> (String, String) {
        let words = Words::in_language(self.language);
        let status = match self.status.as_u16() {
            status if KNOWN.contains(&status) => status,
            500.. => 500,
            _ => 400,
        };
        let title = words.text(&format!("error-{status}-title"));
        let text = match (&self.text, self.key) {
            (Some(refused), _) => text_problem(words, &refused.trace),
            (None, Some(key)) => words.text(key),
            (None, None) => words.text(&format!("error-{status}-text")),
        };
        (title, text)
    }

    /// The members of RFC 9457, and `problems` where fields are at fault.
    fn json(&self) -> Value {
        let (title, detail) = self.texts();
        let mut body = json!({
            "type": "about:blank",
            "title": title,
            "status": self.status.as_u16(),
            "detail": detail,
        });
        if let Some(refused) = &self.text {
            body["problems"] = json!([{
                "field": field(refused),
                "kind": refused.trace.kind.code(),
                "line": refused.trace.line,
                "word": refused.trace.word,
                "message": body["detail"],
            }]);
        } else if !self.problems.is_empty() {
            let list = self.problems.iter();
            body["problems"] = list
                .map(|problem| json!({"field": problem.field, "message": problem.message}))
                .collect();
        }
        body
    }

    fn log(&self) {
        let status = self.status.as_u16();
        match &self.cause {
            Some(cause) if self.status.is_server_error() => {
                tracing::error!(status, %cause, "a request failed");
            }
            Some(cause) => tracing::info!(status, %cause, "a request was refused"),
            None => {}
        }
    }
}

/// The field of a refused text as programs name it: `reason`, `cells[3].comment`.
fn field(refused: &RefusedText) -> String {
    match refused.item {
        Some(item) => format!("cells[{item}].{}", refused.field),
        None => refused.field.to_owned(),
    }
}

// words: text-personal trace-kind-*
/// What gives a person away in a text, and where.
#[must_use]
pub fn text_problem(words: Words, trace: &PersonalTrace) -> String {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let arguments = [
        ("kind", words.of("trace-kind", trace.kind.code()).into()),
        ("line", number(trace.line).into()),
        ("word", number(trace.word).into()),
    ];
    words.with(RefusedText::MESSAGE_KEY, &arguments)
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    status: u16,
    text: String,
    problems: Vec<Problem>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.log();
        let language = HeaderValue::from_static(self.language.code());
        let headers = [
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::CONTENT_LANGUAGE, language),
        ];
        if self.is_for_programs {
            let kind = HeaderValue::from_static("application/problem+json");
            let kind = [(header::CONTENT_TYPE, kind)];
            return (self.status, headers, kind, self.json().to_string()).into_response();
        }
        let (title, text) = self.texts();
        let page = FailurePage {
            frame: Frame::bare(self.language, title, "/"),
            status: self.status.as_u16(),
            text,
            problems: self.problems,
        };
        let body = page.render().unwrap_or_else(|_| page.text.clone());
        (self.status, headers, Html(body)).into_response()
    }
}
