//! Assets, headers and the switch of language, as a browser sees them.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
    middleware::from_fn,
    response::Response,
    routing::get,
};
use page::{assets, language_router, secure_headers, secure_headers_over_tls};
use tower::ServiceExt as _;

fn service() -> Router {
    Router::new()
        .merge(assets::router())
        .merge(language_router())
        .route("/page", get(|| async { "text" }))
}

async fn answer(service: Router, request: Request<Body>) -> Response {
    service.oneshot(request).await.unwrap()
}

async fn got(path: &str) -> Response {
    let service = service().layer(from_fn(secure_headers));
    answer(service, Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_everything_else_never() {
    for (name, kind) in [
        ("house.css", "text/css; charset=utf-8"),
        ("chart.css", "text/css; charset=utf-8"),
        ("forms.js", "text/javascript; charset=utf-8"),
        ("tables.js", "text/javascript; charset=utf-8"),
        ("notices.js", "text/javascript; charset=utf-8"),
        ("print.js", "text/javascript; charset=utf-8"),
        ("besa.svg", "image/svg+xml"),
    ] {
        let asset = got(assets::url(name)).await;
        assert_eq!(asset.status(), StatusCode::OK, "{name}");
        let headers = asset.headers();
        assert_eq!(
            headers["cache-control"],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(headers["content-type"], kind);
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(got("/page").await.headers()["cache-control"], "no-store");
    for path in [
        "/assets/house.css",
        "/assets/report.typ",
        "/assets/house.000000000000.css",
    ] {
        assert_eq!(got(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn only_our_own_scripts_styles_and_forms_are_allowed() {
    let page = got("/page").await;
    let headers = page.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    for directive in [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(directives.contains(&directive), "{directive} in {policy}");
    }
    assert!(
        !policy.contains("unsafe") && !policy.contains('*'),
        "{policy}"
    );
    assert_eq!(headers["referrer-policy"], "same-origin");
    assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
    assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
}

#[tokio::test]
async fn browsers_are_bound_to_tls_only_where_there_is_tls() {
    assert!(
        !got("/page")
            .await
            .headers()
            .contains_key("strict-transport-security")
    );
    let service = service().layer(from_fn(secure_headers_over_tls));
    let request = Request::get("/page").body(Body::empty()).unwrap();
    let page = answer(service, request).await;
    assert!(page.headers().contains_key("strict-transport-security"));
    assert!(page.headers().contains_key("content-security-policy"));
}

async fn switched(form: &'static str) -> HeaderMap {
    let request = Request::post("/language")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let response = answer(service(), request).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers().clone()
}

#[tokio::test]
async fn the_switch_of_language_leads_back_to_the_same_page() {
    let headers = switched("language=en&back=%2Fsituation%3Fplace%3DAL-07").await;
    assert_eq!(headers["location"], "/situation?place=AL-07");
    let cookie = headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("besa-language=en;"), "{cookie}");
    let linked = got("/language?language=sq&back=/public").await;
    assert_eq!(linked.headers()["location"], "/public");
    assert_eq!(got("/language").await.headers()["location"], "/");
}

#[tokio::test]
async fn the_switch_of_language_never_leads_to_another_site_or_sets_anything_else() {
    for form in [
        "language=en&back=https%3A%2F%2Fevil.example",
        "language=en&back=%2F%2Fevil.example",
        "language=en&back=%2F%5Cevil.example",
        "language=en&back=%2F%09%2Fevil.example",
        "language=en&back=%2F%0D%0ASet-Cookie%3A+a%3Db",
        "language=en",
    ] {
        assert_eq!(switched(form).await["location"], "/", "{form}");
    }
    let headers = switched("language=de%3B+Domain%3Devil&back=%2F").await;
    assert!(!headers.contains_key("set-cookie"));
}
