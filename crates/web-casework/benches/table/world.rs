//! Workers at their browsers, and requests as these send them.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use store::Database;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A worker who has signed in at both doors.
pub struct Browser {
    pub cookie: String,
    pub csrf: String,
    /// The codes of the cases that they lead; the first has a plan.
    pub cases: Vec<String>,
}

/// The filled wing.
pub struct World {
    pub router: Router,
    pub cases: Database,
    pub browsers: Vec<Browser>,
    /// Goes with the world.
    pub folder: TempDir,
}

impl World {
    /// What both databases take on the disk.
    pub fn megabytes(&self) -> u64 {
        let files = std::fs::read_dir(self.folder.path()).expect("the folder is there");
        let sizes = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len()));
        sizes.sum::<u64>() / 1_000_000
    }
}

/// The value of a form's field on a page.
pub fn field(page: &str, name: &str) -> Option<String> {
    let marked = format!("name=\"{name}\"");
    let tag = page.split('<').find(|tag| tag.contains(&marked))?;
    Some(tag.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A form as a browser writes it.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Sends a request and reads the whole answer.
pub async fn send(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.expect("it answers");
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("it ends");
    (head.status, String::from_utf8_lossy(&bytes).into_owned())
}

/// A page asked for.
pub fn get(cookie: &str, path: &str) -> Request<Body> {
    let request = Request::get(path).header(header::COOKIE, cookie);
    request.body(Body::empty()).expect("it is a request")
}

/// A form sent.
pub fn post(cookie: &str, path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(fields)))
        .expect("it is a request")
}
