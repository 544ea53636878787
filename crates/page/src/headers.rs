//! The headers that every answer carries: what a browser may load, keep, show inside another page
//! and tell others. They must never be loosened for a single page.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use boxed::boxed;

const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-robots-tag", "noindex"),
];

/// Two years, in seconds: browsers then refuse to come without TLS.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// A layer that puts the secure headers on every answer, and forbids keeping what does not say
/// otherwise. Use it with `axum::middleware::from_fn`.
#[boxed]
pub async fn secure_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut());
    response
}

/// The same for a service that is reached over TLS, directly or through a proxy: adds
/// `Strict-Transport-Security`.
#[boxed]
pub async fn secure_headers_over_tls(request: Request, next: Next) -> Response {
    let mut response = secure_headers(request, next).await;
    let headers = response.headers_mut();
    headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    response
}

fn set(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
