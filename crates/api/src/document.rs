//! The OpenAPI document, and the page that lists its operations for people. Both are made from the
//! routes themselves, so that neither can promise what is not there.

use crate::refusal::language_of_request;
use askama::Template;
use axum::{Json, Router, http::HeaderMap, response::Response, routing::get};
use page::{Failure, Frame, Words, html};
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// What the operations' paths begin with.
pub(crate) const BASE: &str = "/api/v1";

/// The head of the document, before the routes are in it.
pub(crate) fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("besa")
        .version("1")
        .description(Some(
            "What the pages of besa give, for programs. Times are UTC (RFC 3339); numbers are \
             counts in the indicator's smallest unit. Errors are application/problem+json \
             (RFC 9457) in the language of Accept-Language, sq or en.",
        ));
    OpenApiBuilder::new().info(info.build()).build()
}

/// The document as it is served: the routes' own, with what holds for all of them.
pub(crate) fn finished(routes: &OpenApi) -> Value {
    let mut document = serde_json::to_value(routes).unwrap_or_default();
    document["security"] = json!([{"token": []}]);
    document["components"]["securitySchemes"] = json!({
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token, made at /tokens. It acts in one membership of its \
                owner, the one in which it was made, and ends with it.",
        },
    });
    document["components"]["schemas"]["Problem"] = json!({
        "type": "object",
        "description": "Why a request was not answered (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string", "description": "What happened."},
            "status": {"type": "integer", "description": "The HTTP status."},
            "detail": {"type": "string", "description": "Why, and what to do."},
            "problems": {
                "type": "array",
                "description": "What is wrong, one by one.",
                "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": {
                        "field": {
                            "type": "string",
                            "description": "Where: query, body, or the field of a text.",
                        },
                        "kind": {
                            "type": "string",
                            "description": "What gives a person away in a text, such as phone.",
                        },
                        "line": {"type": "integer", "description": "Its line there, from 1."},
                        "word": {"type": "integer", "description": "Its word there, from 1."},
                        "message": {
                            "type": "string",
                            "description": "The names that can be read there, or line:column.",
                        },
                    },
                },
            },
        },
    });
    let refused = json!({
        "description": "The request was not answered",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    });
    for path in members(&mut document["paths"]) {
        for operation in members(path) {
            operation["responses"]["default"] = refused.clone();
        }
    }
    document
}

fn members(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value
        .as_object_mut()
        .into_iter()
        .flat_map(|members| members.values_mut())
}

/// One operation, for people.
struct OperationRow {
    method: String,
    path: String,
    /// The key of the text that says what it does.
    summary: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    operations: Arc<[OperationRow]>,
}

// words: api-me-* api-place-* api-indicator-* api-institution-* api-template-* api-return-*
// words: api-fact-* api-discrepancy-* api-meeting-* api-target-* api-situation-* api-snapshot-*
// words: api-published-* api-released-* api-release-* api-import-* api-estimate-* api-own-part-*

fn rows(document: &Value) -> Vec<OperationRow> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            let operations = item.as_object().into_iter().flatten();
            operations.map(move |(method, operation)| OperationRow {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: summary(operation["operationId"].as_str().unwrap_or_default()),
                is_open: operation["security"] == json!([{}]),
            })
        })
        .collect()
}

fn summary(operation: &str) -> String {
    format!("api-{}", operation.replace('_', "-"))
}

/// The page at `/api`, and the document beside it. Both are open: they hold no figure.
pub(crate) fn routes(document: Value) -> Router {
    let operations: Arc<[OperationRow]> = rows(&document).into();
    Router::new()
        .route(
            "/api",
            get(async move |headers: HeaderMap| page(&headers, operations.clone())),
        )
        .route(
            "/api/openapi.json",
            get(async move || Json(document.clone())),
        )
}

fn page(headers: &HeaderMap, operations: Arc<[OperationRow]>) -> Result<Response, Failure> {
    let language = language_of_reader(headers);
    let title = Words::in_language(language).text("api-title");
    html(&ApiPage {
        frame: Frame::bare(language, title, "/api"),
        operations,
    })
}

/// People choose a language on the pages; programs do in the header.
fn language_of_reader(headers: &HeaderMap) -> vocabulary::Language {
    let cookies = headers.get_all(axum::http::header::COOKIE).iter();
    let chosen = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == page::LANGUAGE_COOKIE)
        .and_then(|(_, value)| vocabulary::Language::from_code(value));
    chosen.unwrap_or_else(|| language_of_request(headers))
}
