//! Coming in by a colleague's invitation, with a passphrase that nobody else ever sees.

use super::{ask_passphrase, give_code, new_passphrase, open};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::Visitor,
    sheet::{Form, Input, Part, Sheet, code},
    step::{OrAt as _, Step, Stop},
};
use axum::{Form as Sent, extract::State, response::Response};
use boxed::boxed;
use page::{Failure, Field, Problem};

// words: table-join-*

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    page(&door, &visitor, Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    visitor: &Visitor,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let other = door.casework.has_other_seat(&visitor.actor).await;
    let other = other.shown(visitor.language)?;
    let words = visitor.words();
    let invitation =
        Field::new("invitation", words.text("table-join-code")).hint(words.text("table-join-hint"));
    let form =
        Form::new("/table/join", words.text("table-join-button")).ask(Input::Line(invitation));
    let form = ask_passphrase(form, visitor).ask(code(door, words));
    Sheet::outside(door, visitor, words.text("table-join-title"))
        .lead(words.text("table-join-lead"))
        .with_some(other.then(|| Part::Note("calm", words.text("table-enter-other-seat"))))
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    visitor.own_form(&entered)?;
    match register(&door, &visitor, &entered).await {
        Ok(()) => open(&door, &visitor, entered.raw("passphrase")).await,
        Err(stop) => page(&door, &visitor, stop.problems()?).await,
    }
}

#[boxed]
async fn register(door: &TableDoor, visitor: &Visitor, entered: &Entered) -> Step {
    let words = visitor.words();
    let passphrase = new_passphrase(visitor, entered)?;
    give_code(door, visitor, entered).await?;
    let typed: String = entered.get("invitation").split_whitespace().collect();
    let institution = visitor.actor.institution().map(|code| code.as_str());
    let typed = typed.to_ascii_lowercase();
    let accepted = door
        .invitations
        .accept(&typed, institution.unwrap_or_default(), visitor.now);
    let Some((invitation, by)) = accepted else {
        let text = words.text("table-join-wrong");
        return Err(Problem::new("invitation", text).into());
    };
    let (actor, now) = (&visitor.actor, visitor.now);
    let registered = door
        .casework
        .worker_register(&by, actor, invitation.profession, passphrase.expose(), now)
        .await;
    let step = registered.or_at("passphrase", words);
    // What the form can mend leaves the invitation good.
    if matches!(step, Err(Stop::AtField(_))) {
        door.invitations.give_back(typed, invitation);
    }
    step
}
