//! An institution confirms the check value of the key it holds.

use super::{open::refuse, permit};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    session::SignedIn,
};
use access::JoinRound;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use estimation::rounds::{CheckValue, round_confirm_key};
use page::{Failure, Problem};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    check_value: String,
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit::<JoinRound>(&door, &reader)?;
    let value = match CheckValue::parse(&entered.check_value) {
        Ok(value) => value,
        Err(error) => {
            let problem = Problem::new("check_value", reader.words().text(error.key()));
            // Whoever pastes the key itself by mistake does not find it on the page again.
            return refuse(&door, &reader, &code, String::new(), vec![problem]).await;
        }
    };
    let now = door.clock.now();
    let confirmed = round_confirm_key(&door.database, &permit, &code, &value, now).await;
    match confirmed.shown(reader.language) {
        Ok(()) => Ok(Redirect::to(&format!("/rounds/{code}")).into_response()),
        Err(failure) => {
            let problems = at_field("participants", failure)?;
            refuse(&door, &reader, &code, value.to_string(), problems).await
        }
    }
}
