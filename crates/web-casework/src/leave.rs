//! Going: the quick exit, closing the inner door, and the wiping of a key with its session.

use crate::{
    TableDoor,
    entered::Entered,
    session::{Visitor, token},
};
use axum::{
    Form, Router,
    extract::{Request, State},
    http::HeaderMap,
    middleware::Next,
    response::{Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use page::Failure;

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/leave", get(leave))
        .route("/table/close", post(close))
}

/// The quick exit. It asks nothing and works by a link alone, so that nobody who reads over a
/// shoulder sees more than the public's page. That another site could send somebody here costs them
/// no more than entering again.
#[boxed]
async fn leave(State(door): State<TableDoor>, headers: HeaderMap) -> Redirect {
    if let Some(token) = token(&door, &headers) {
        door.close(&token);
    }
    Redirect::to("/public")
}

#[boxed]
async fn close(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Redirect, Failure> {
    visitor.own_form(&entered)?;
    door.seats.leave(&visitor.csrf());
    Ok(Redirect::to("/table/enter"))
}

/// A layer around every door: whoever signs out, changes their password or acts for another body
/// leaves no opened key; and after every step at another door that may have ended a session, such as
/// ending one's own elsewhere or closing an account, the keys of sessions that are over are wiped before
/// the answer goes out.
#[boxed]
pub async fn close_on_sign_out(
    State(door): State<TableDoor>,
    request: Request,
    next: Next,
) -> Response {
    let is_step = !request.method().is_safe();
    let path = request.uri().path();
    let ends = is_step && matches!(path, "/sign-out" | "/password" | "/account/memberships");
    // The wing's own steps that end a seat end it themselves.
    let may_end = is_step && !path.starts_with("/table");
    if let Some(token) = token(&door, request.headers()).filter(|_| ends) {
        door.close(&token);
    }
    let answer = next.run(request).await;
    if may_end && let Err(error) = door.close_ended(door.clock.now()).await {
        tracing::error!("it was not looked whose session is over: {error}");
    }
    answer
}
