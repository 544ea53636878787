//! What every page relies on.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    response::IntoResponse as _,
};
use page::{Failure, Words, assets, secure_headers};
use std::path::Path;
use tower::ServiceExt as _;
use vocabulary::Language;

fn crates() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn every_text_exists_in_both_languages_and_none_is_idle() {
    let problems = page::testing::word_problems(crates());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn templates_keep_to_the_strict_policy() {
    let problems = page::testing::template_problems(crates());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_everything_else_never() {
    let app = Router::new()
        .merge(assets::router())
        .route("/page", axum::routing::get(|| async { "text" }))
        .layer(axum::middleware::from_fn(secure_headers));
    let get = |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request)
    };
    let style = get(assets::url("house.css")).await.unwrap();
    assert_eq!(
        style.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
    let page = get("/page").await.unwrap();
    assert_eq!(page.headers()["cache-control"], "no-store");
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"));
    for name in ["chart.css", "forms.js", "besa.svg"] {
        assert_eq!(
            get(assets::url(name)).await.unwrap().status(),
            StatusCode::OK,
            "{name}"
        );
    }
    assert_eq!(
        get("/assets/house.css").await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_failure_says_what_to_do_in_the_readers_language_and_hides_its_cause() {
    for status in [400, 403, 404, 409, 413, 422, 429, 500, 503] {
        let status = StatusCode::from_u16(status).unwrap();
        let mut texts = Vec::new();
        for language in Language::ALL {
            let failure = Failure::new(status).in_language(language);
            let (title, text) = failure.texts();
            assert!(!text.starts_with("error-"), "{text}");
            let response = failure.into_response();
            assert_eq!(response.status(), status);
            let body = axum::body::to_bytes(response.into_body(), 100_000)
                .await
                .unwrap();
            assert!(String::from_utf8_lossy(&body).contains(&title));
            texts.push(text);
        }
        assert_ne!(texts[0], texts[1]);
    }
    let hidden = Failure::internal(&"password of the database").into_response();
    let body = axum::body::to_bytes(hidden.into_body(), 100_000)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&body).contains("password of the database"));
}

#[test]
fn values_are_set_into_texts() {
    let words = Words::in_language(Language::English);
    let text = words.with("period-school-year", &[("years", "2024".into())]);
    assert_eq!(text, "school year 2024");
}
