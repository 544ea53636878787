//! What whoever holds a round does to it: open it for files, match the lists, close it.

use super::open::{hold, refuse};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    returns::aside::blocking,
    session::SignedIn,
};
use access::{HoldRound, Permit};
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use estimation::rounds::{match_round, round_close, round_collect, round_files, round_match_keep};
use page::Failure;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    step: String,
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = hold(&door, &reader, &code).await?;
    match take(&door, &reader, &permit, &code, &entered.step).await {
        Ok(()) => Ok(Redirect::to(&format!("/rounds/{code}")).into_response()),
        Err(failure) => {
            let problems = at_field("participants", failure)?;
            refuse(&door, &reader, &code, String::new(), problems).await
        }
    }
}

#[boxed]
async fn take(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<HoldRound>,
    code: &str,
    step: &str,
) -> Result<(), Failure> {
    let (database, now) = (&door.database, door.clock.now());
    match step {
        "collect" => round_collect(database, permit, code, now).await,
        "match" => {
            let files = round_files(database, permit, code)
                .await
                .shown(reader.language)?;
            let (files, matched) = blocking(reader, move || {
                let matched = match_round(&files);
                (files, matched)
            })
            .await?;
            let matched = matched.shown(reader.language)?;
            round_match_keep(database, permit, code, (&files, &matched), now).await
        }
        "close" => round_close(database, permit, code, now).await,
        _ => return Err(Failure::not_found().in_language(reader.language)),
    }
    .shown(reader.language)
}
