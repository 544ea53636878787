//! What people and programs read when a request cannot be answered.

use axum::{body::to_bytes, http::StatusCode, response::IntoResponse as _};
use page::{Failure, Problem};
use serde_json::Value;
use vocabulary::Language;

async fn body(failure: Failure) -> String {
    let body = to_bytes(failure.into_response().into_body(), 100_000);
    String::from_utf8(body.await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_failure_says_what_to_do_in_the_readers_language() {
    for status in [400, 403, 404, 409, 413, 422, 429, 500, 503] {
        let failure = Failure::new(StatusCode::from_u16(status).unwrap());
        let mut texts = Vec::new();
        for language in Language::ALL {
            let failure = failure.clone().in_language(language);
            let (title, text) = failure.texts();
            let response = failure.clone().into_response();
            assert_eq!(response.status(), status);
            assert_eq!(response.headers()["content-language"], language.code());
            assert_eq!(response.headers()["cache-control"], "no-store");
            let page = body(failure).await;
            assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(page.contains(&title) && page.contains(&text), "{page}");
            texts.push(text);
        }
        assert_ne!(texts[0], texts[1]);
    }
}

#[tokio::test]
async fn statuses_without_a_text_of_their_own_borrow_the_nearest() {
    let text = |status: u16| Failure::new(StatusCode::from_u16(status).unwrap()).texts();
    assert_eq!(text(415), text(400));
    assert_eq!(text(502), text(500));
}

#[tokio::test]
async fn the_cause_of_a_failure_reaches_nobody_outside() {
    let failure = Failure::internal(&"password of the database");
    assert!(!body(failure.clone()).await.contains("password"));
    assert!(!body(failure.for_programs()).await.contains("password"));
}

#[tokio::test]
async fn programs_get_the_members_of_rfc_9457() {
    let failure = Failure::refused("refused-not-found")
        .with_problems(vec![Problem::new("period", "Write a period")])
        .in_language(Language::English)
        .for_programs();
    let kind = failure.clone().into_response().headers()["content-type"].clone();
    assert_eq!(kind, "application/problem+json");
    let json: Value = serde_json::from_str(&body(failure).await).unwrap();
    assert_eq!(json["status"], 422);
    assert_eq!(json["type"], "about:blank");
    assert!(json["title"].is_string() && json["detail"].is_string());
    assert_eq!(json["problems"][0]["field"], "period");
}

#[tokio::test]
async fn what_people_typed_cannot_become_markup() {
    let problem = Problem::new("a\" autofocus x=\"", "<script>alert(1)</script>");
    let failure = Failure::bad_request().with_problems(vec![problem]);
    let page = body(failure).await;
    assert!(
        !page.contains("<script>alert") && !page.contains("a\" autofocus"),
        "{page}"
    );
}
