//! Whether somebody can come in with an account: closed and opened again, a new password for a
//! forgotten one, a lost device untied. Each answers on the account's own page.

use super::{
    find,
    open::{self, Shown},
    permit,
};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    session::SignedIn,
};
use access::{Account, ManageAccounts, Permit};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::Failure;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Closing {
    csrf: String,
    #[serde(default)]
    open: String,
}

#[derive(Deserialize)]
pub(super) struct Untying {
    csrf: String,
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    csrf: String,
    password: String,
}

#[boxed]
pub(super) async fn close(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<Closing>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let now = door.clock.now();
    let (outcome, done) = if entered.open.is_empty() {
        let closing = door.access.account_disable(&permit, account.id, now);
        (closing.await, "closed")
    } else {
        let opening = door.access.account_enable(&permit, account.id, now);
        (opening.await, "reopened")
    };
    let outcome = outcome.shown(reader.language);
    answer(
        (&door, &reader),
        (&permit, &account),
        outcome,
        ("close", done),
    )
    .await
}

#[boxed]
pub(super) async fn reset(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<NewPassword>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let now = door.clock.now();
    let reset = door
        .access
        .account_reset_password(&permit, account.id, &entered.password, now)
        .await
        .shown(reader.language);
    let what = ("password", "password");
    answer((&door, &reader), (&permit, &account), reset, what).await
}

#[boxed]
pub(super) async fn untie(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<Untying>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let now = door.clock.now();
    let untying = door.access.second_factor_reset(&permit, account.id, now);
    let outcome = untying.await.shown(reader.language);
    let what = ("second-factor", "second-factor");
    answer((&door, &reader), (&permit, &account), outcome, what).await
}

/// Back to the account's page, which says what was done; or with the reason why it was not.
#[boxed]
async fn answer(
    (door, reader): (&Door, &SignedIn),
    asked: (&Permit<ManageAccounts>, &Account),
    outcome: Result<(), Failure>,
    (field, done): (&str, &str),
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => {
            let name = asked.1.sign_in_name.as_str();
            let to = format!("/accounts/{name}?done={done}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(failure) => {
            let shown = Shown {
                problems: at_field(field, failure)?,
                ..Shown::default()
            };
            let page = open::page(door, reader, asked, shown).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
