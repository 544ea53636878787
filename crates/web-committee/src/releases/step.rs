//! Approving, refusing, withdrawing.

use super::open::{Typed, find, page};
use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    session::{SignedIn, scope},
};
use access::{ApproveRelease, Permit};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::Failure;
use release::{release_approve, release_refuse, release_withdraw};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    #[serde(default)]
    words: String,
}

/// The form is the session's own, the release is one the reader sees, and may decide on.
#[boxed]
async fn permitted(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    entered: &Entered,
) -> Result<Permit<ApproveRelease>, Failure> {
    reader.own_form(&entered.csrf)?;
    let listed = find(door, reader, code).await?;
    reader.permit::<ApproveRelease>(scope(door, &listed.release.place, None))
}

fn back(code: &str) -> Response {
    Redirect::to(&format!("/releases/{}", crate::show::plain(code))).into_response()
}

#[boxed]
pub(crate) async fn approve(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let permit = permitted(&door, &reader, &code, &entered).await?;
    let now = door.clock.now();
    release_approve(&door.database, &door.catalogue, &permit, &code, now)
        .await
        .shown(reader.language)?;
    Ok(back(&code))
}

#[boxed]
pub(crate) async fn refuse(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let permit = permitted(&door, &reader, &code, &entered).await?;
    let said = (code.as_str(), entered.words.as_str());
    let (database, now) = (&door.database, door.clock.now());
    let refused = release_refuse(database, &door.catalogue, &permit, said, now).await;
    match refused.shown(reader.language) {
        Ok(()) => Ok(back(&code)),
        Err(failure) => {
            let typed = Typed {
                problems: at_field_called("refusal", &[("words", "refusal")], failure)?,
                refusal: entered.words,
                ..Typed::default()
            };
            again(&door, &reader, &code, typed).await
        }
    }
}

#[boxed]
pub(crate) async fn withdraw(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let permit = permitted(&door, &reader, &code, &entered).await?;
    let said = (code.as_str(), entered.words.as_str());
    let (database, now) = (&door.database, door.clock.now());
    let withdrawn = release_withdraw(database, &door.catalogue, &permit, said, now).await;
    match withdrawn.shown(reader.language) {
        Ok(()) => Ok(back(&code)),
        Err(failure) => {
            let typed = Typed {
                problems: at_field_called("withdrawal", &[("words", "withdrawal")], failure)?,
                withdrawal: entered.words,
                ..Typed::default()
            };
            again(&door, &reader, &code, typed).await
        }
    }
}

/// The page again, with what was typed and what is wrong with it.
#[boxed]
async fn again(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    typed: Typed,
) -> Result<Response, Failure> {
    let page = page(door, reader, code, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
