//! A form that comes after its session has ended. What was typed goes along through signing in, marked so
//! that only what came as a form of this browser's own session is carried, and is sent by a button then: in
//! the name of whoever signed in, with what they may do.

use super::enter;
use crate::{Door, session};
use askama::Template;
use axum::{
    Form,
    body::{Body, to_bytes},
    extract::{FromRequest as _, Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use page::{Failure, Frame, Words, html};
use serde::Deserialize;
use vocabulary::Language;

/// Forms are small; more than this is refused as everywhere else.
const MOST_BYTES: usize = 1024 * 1024;

/// The name and the value of each field.
type Fields = Vec<(String, String)>;

/// A form that waits for its author to sign in, as the page carries it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Kept {
    /// Where it is sent.
    #[serde(default)]
    pub(super) kept_to: String,
    /// Its fields, as JSON.
    #[serde(default)]
    pub(super) kept: String,
    /// That both are as this door wrote them.
    #[serde(default)]
    pub(super) kept_mark: String,
}

impl Kept {
    fn new(door: &Door, to: &str, fields: &Fields) -> Option<Self> {
        let kept = serde_json::to_string(fields).ok()?;
        Some(Self {
            kept_mark: mark(door, to, &kept).to_hex().to_string(),
            kept_to: to.to_owned(),
            kept,
        })
    }

    /// Whether a form waits.
    pub(super) fn is_some(&self) -> bool {
        !self.kept_to.is_empty()
    }

    /// The fields, where nobody has touched them.
    fn fields(&self, door: &Door) -> Option<Fields> {
        let own = mark(door, &self.kept_to, &self.kept);
        // Compared in constant time.
        let is_own = blake3::Hash::from_hex(&self.kept_mark).is_ok_and(|told| told == own);
        is_own.then(|| serde_json::from_str(&self.kept).ok())?
    }
}

fn mark(door: &Door, to: &str, kept: &str) -> blake3::Hash {
    blake3::keyed_hash(door.form_key(), format!("{to}\n{kept}").as_bytes())
}

#[derive(Template)]
#[template(path = "sign_in/send.html")]
struct SendPage {
    frame: Frame,
    to: String,
    csrf: String,
    fields: Fields,
}

/// The page from which what was typed is sent, for the session that has begun; `None` where nothing of
/// ours waits.
pub(super) fn send_page(
    door: &Door,
    language: Language,
    kept: &Kept,
    token: &access::SessionToken,
) -> Option<Result<Response, Failure>> {
    let fields = kept.fields(door)?;
    let words = Words::in_language(language);
    Some(html(&SendPage {
        frame: Frame::bare(language, words.text("sign-in-send-title"), "/sign-in"),
        to: kept.kept_to.clone(),
        csrf: token.form_token(),
        fields,
    }))
}

/// A layer that asks whoever sends a form of a session that has ended to sign in, and keeps the form.
#[boxed]
pub async fn keep_forms(State(door): State<Door>, request: Request, next: Next) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
    let token = session::token(&door, request.headers());
    let Some(token) = token.filter(|_| is_form && request.method() == Method::POST) else {
        return next.run(request).await;
    };
    let session = door.access.session(&token, door.clock.now()).await;
    if !matches!(session, Ok(None)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST_BYTES).await else {
        let language = session::language(&parts.headers, None);
        let failure = Failure::new(StatusCode::PAYLOAD_TOO_LARGE);
        return failure.in_language(language).into_response();
    };
    let again = |parts: Parts| Request::from_parts(parts, Body::from(bytes.clone()));
    let fields = Form::<Fields>::from_request(again(parts.clone()), &()).await;
    let Ok(Form(mut fields)) = fields else {
        return next.run(again(parts)).await;
    };
    // Only what this browser's own session was asked for is kept, and never a secret.
    let is_own = fields
        .iter()
        .any(|(name, value)| name == "csrf" && token.owns_form(value));
    if !is_own || fields.iter().any(|(name, _)| is_secret(name)) {
        return next.run(again(parts)).await;
    }
    fields.retain(|(name, _)| name != "csrf");
    if fields.is_empty() {
        // A button, such as that to sign out: nothing was typed.
        return next.run(again(parts)).await;
    }
    let kept = Kept::new(&door, parts.uri.path(), &fields).unwrap_or_default();
    match enter::page(&parts.headers, None, "", &kept) {
        Ok(page) => (StatusCode::UNAUTHORIZED, page).into_response(),
        Err(failure) => failure.into_response(),
    }
}

/// Whether a field holds what is typed anew each time.
fn is_secret(name: &str) -> bool {
    ["password", "present", "new", "code", "secret", "passphrase"].contains(&name)
}
