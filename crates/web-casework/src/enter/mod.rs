//! The inner door: a passphrase and a code. The code is looked at first, so that a guess at a
//! passphrase costs the half minute until the next code; a refusal never says which of them was
//! wrong, nor whether somebody works here.

mod first;
mod join;

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::Visitor,
    sheet::{Form, Input, Link, Part, Sheet, code},
    step::{OrAt as _, Step},
};
use access::SecondFactorState;
use axum::{
    Form as Sent, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use casework::{CaseworkError, SecretText};
use page::{Failure, Field, Problem};

// words: table-enter-* table-demonstration-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/enter", get(form).post(submit))
        .route("/table/set-up", post(first::submit))
        .route("/table/join", get(join::form).post(join::submit))
}

#[boxed]
async fn form(State(door): State<TableDoor>, visitor: Visitor) -> Result<Response, Failure> {
    page(&door, &visitor, Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    visitor: &Visitor,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = visitor.words();
    let sheet = Sheet::outside(door, visitor, words.text("table-enter-title"))
        .lead(words.text("table-enter-lead"));
    let state = door.access.second_factor(&visitor.actor).await;
    if !matches!(state.shown(visitor.language)?, SecondFactorState::On { .. }) {
        let tie = Link::new("/account/second-factor", words.text("table-enter-tie"));
        return sheet
            .with(Part::Note("warn", words.text("table-enter-no-factor")))
            .with(Part::Links(vec![tie]))
            .checked(problems);
    }
    if door
        .casework
        .is_without_workers()
        .await
        .shown(visitor.language)?
    {
        return sheet
            .with(Part::Note("calm", words.text("table-enter-empty")))
            .with(Part::Form(first::ask(door, visitor).checked(&problems)))
            .checked(problems);
    }
    let passphrase = Field::new("passphrase", words.text("table-enter-passphrase"));
    let form = Form::new("/table/enter", words.text("table-enter-button"))
        .ask(Input::Secret(passphrase, "current-password"))
        .ask(code(door, words));
    let join = Link::new("/table/join", words.text("table-enter-join"));
    let lost = Link::new("/table/recovery", words.text("recovery-title"));
    sheet
        .with_some(demonstration(door, visitor))
        .with(Part::Form(form.checked(&problems)))
        .with(Part::Links(vec![join, lost]))
        .checked(problems)
}

fn demonstration(door: &TableDoor, visitor: &Visitor) -> Option<Part> {
    let one = door.demonstration.as_ref()?;
    let values = [
        ("passphrase", one.passphrase.clone().into()),
        ("secret", one.secret.reveal().into()),
    ];
    let text = visitor.words().with("table-demonstration-enter", &values);
    Some(Part::Note("calm", text))
}

#[boxed]
async fn submit(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    visitor.own_form(&entered)?;
    if let Err(stop) = give_code(&door, &visitor, &entered).await {
        return page(&door, &visitor, stop.problems()?).await;
    }
    open(&door, &visitor, entered.raw("passphrase")).await
}

/// Takes the second factor.
#[boxed]
pub(crate) async fn give_code(door: &TableDoor, visitor: &Visitor, entered: &Entered) -> Step {
    let checked = door
        .access
        .second_factor_check(&visitor.actor, entered.get("code"), visitor.now)
        .await;
    checked.or_at("code", visitor.words())
}

/// Opens the key and takes a seat; a key that two custodians have brought back is taken back first, and
/// then nobody else sits here for the account any more.
#[boxed]
async fn open(door: &TableDoor, visitor: &Visitor, passphrase: &str) -> Result<Response, Failure> {
    let (actor, now) = (&visitor.actor, visitor.now);
    let taken = door.casework.recovery_take_back(actor, passphrase, now);
    if taken.await.shown(visitor.language)? {
        door.seats.leave_all(&actor.account_id().to_string());
    }
    let entering = door.casework.enter(&visitor.actor, passphrase, visitor.now);
    match entering.await {
        Ok(worker) => {
            let session = (visitor.csrf(), visitor.mark());
            door.seats.take(session, worker, visitor.now);
            Ok(Redirect::to("/table/today").into_response())
        }
        Err(CaseworkError::NotFound(_) | CaseworkError::Seal(_)) => {
            let text = visitor.words().text("table-enter-wrong");
            page(door, visitor, vec![Problem::new("passphrase", text)]).await
        }
        Err(other) => Err(other).shown(visitor.language),
    }
}

/// A new passphrase, typed twice alike.
pub(crate) fn new_passphrase(visitor: &Visitor, entered: &Entered) -> Result<SecretText, Problem> {
    if entered.raw("passphrase") == entered.raw("again") {
        return Ok(SecretText::new(entered.raw("passphrase")));
    }
    Err(Problem::new(
        "again",
        visitor.words().text("table-enter-differs"),
    ))
}

/// The fields of a new passphrase.
pub(crate) fn ask_passphrase(form: Form, visitor: &Visitor) -> Form {
    let words = visitor.words();
    let first = Field::new("passphrase", words.text("table-enter-new"))
        .hint(words.text("table-enter-new-hint"));
    let again = Field::new("again", words.text("table-enter-again"));
    form.ask(Input::Secret(first, "new-password"))
        .ask(Input::Secret(again, "new-password"))
}
