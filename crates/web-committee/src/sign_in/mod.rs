//! The door itself: signing in and out, the first set-up, one's own password, the language.

mod enter;
mod kept;
mod password;
mod set_up;
mod sign_out;

pub use kept::keep_forms;

use crate::Door;
use axum::{
    Router,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Redirect},
    routing::{get, post},
};
use boxed::boxed;

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/", get(start))
        .route("/sign-in", get(enter::form).post(enter::submit))
        .route("/sign-out", post(sign_out::submit))
        .route("/set-up", get(set_up::form).post(set_up::submit))
        .route("/password", get(password::form).post(password::submit))
        .merge(page::language_router())
}

/// Everybody's first page: set-up on an empty database, otherwise where their work is.
#[boxed]
async fn start(
    axum::extract::State(door): axum::extract::State<Door>,
    headers: HeaderMap,
) -> Result<axum::response::Response, page::Failure> {
    use crate::error::InLanguage as _;
    let language = crate::session::language(&headers, None);
    if door.access.needs_set_up().await.shown(language)? {
        return Ok(Redirect::to("/set-up").into_response());
    }
    let session = match crate::session::token(&door, &headers) {
        Some(token) => door
            .access
            .session(&token, door.clock.now())
            .await
            .shown(language)?,
        None => None,
    };
    let to = session.map_or("/sign-in", |session| start_of(session.actor.role()));
    Ok(Redirect::to(to).into_response())
}

/// Where the work of a role begins.
pub(crate) const fn start_of(role: access::Role) -> &'static str {
    match role {
        access::Role::Administrator => "/accounts",
        _ => "/situation",
    }
}

/// Keeps on which kind of browser a session was begun, for its owner to know it again.
#[boxed]
async fn note_device(
    door: &Door,
    headers: &HeaderMap,
    token: &access::SessionToken,
) -> Result<(), access::AccessError> {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|value| value.to_str().ok());
    let device = access::Device::of_user_agent(agent.unwrap_or_default());
    door.access.session_device(token, device).await
}

/// The cookie that keeps a session in the browser: out of reach of scripts and of other sites.
pub(crate) fn session_cookie(
    door: &Door,
    value: &str,
    is_over: bool,
) -> Option<(header::HeaderName, HeaderValue)> {
    let name = page::session_cookie_name(door.is_secure);
    let secure = if door.is_secure { "; Secure" } else { "" };
    let end = if is_over { "; Max-Age=0" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}");
    HeaderValue::from_str(&text)
        .ok()
        .map(|value| (header::SET_COOKIE, value))
}
