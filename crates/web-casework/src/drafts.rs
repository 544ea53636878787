//! Forms that save themselves as they are typed: kept by `casework`, sealed for their writer. The page
//! asks for its draft by a form, so that no address and no header says anything; a form that was sent
//! and accepted takes its draft along.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, token},
};
use axum::{
    Form as Sent, Json, Router,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
    routing::post,
};
use boxed::boxed;
use casework::SecretText;
use page::{Failure, time_text};
use serde_json::json;

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/drafts", post(keep))
        .route("/table/drafts/open", post(open))
        .route("/table/drafts/forget", post(forget))
}

#[boxed]
async fn keep(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<StatusCode, Failure> {
    reader.own_form(&entered)?;
    let text = SecretText::new(entered.raw("text"));
    let kept = door
        .casework
        .draft_keep(reader.request(), entered.get("form"), &text);
    kept.await.shown(reader.language())?;
    Ok(StatusCode::NO_CONTENT)
}

#[boxed]
async fn open(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (request, form) = (reader.request(), entered.get("form"));
    let found = door.casework.draft_open(request, form).await;
    let Some(draft) = found.shown(reader.language())? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let words = reader.words();
    let at = time_text(words, draft.kept_at);
    let said = words.with("table-draft-found", &[("at", at.into())]);
    Ok(Json(json!({"text": draft.text.expose(), "said": said})).into_response())
}

#[boxed]
async fn forget(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<StatusCode, Failure> {
    reader.own_form(&entered)?;
    let (request, form) = (reader.request(), entered.get("form"));
    let gone = door.casework.draft_forget(request, form).await;
    gone.shown(reader.language())?;
    Ok(StatusCode::NO_CONTENT)
}

/// A layer around the door: a form that was accepted (its answer leads on) leaves no draft.
#[boxed]
pub(crate) async fn forget_when_sent(
    State(door): State<TableDoor>,
    request: Request,
    next: Next,
) -> Response {
    let is_form = request.method() == Method::POST;
    let form = request.uri().path().to_owned();
    let session = is_form.then(|| session(&door, request.headers())).flatten();
    let response = next.run(request).await;
    let now = door.clock.now();
    if let Some(session) = session.filter(|_| response.status() == StatusCode::SEE_OTHER)
        && let Some(seat) = door.seats.find(&session, now)
    {
        let request = casework::Request {
            worker: &seat.worker,
            now,
        };
        // The form is done either way; a draft that stays goes with its day.
        if let Err(error) = door.casework.draft_forget(request, &form).await {
            tracing::error!(%error, "a draft was not forgotten");
        }
    }
    response
}

fn session(door: &TableDoor, headers: &HeaderMap) -> Option<String> {
    Some(token(door, headers)?.form_token())
}
