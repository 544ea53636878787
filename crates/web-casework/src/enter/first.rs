//! The first worker of an empty wing: somebody of an institution who holds the code that the program
//! wrote for whoever started it.

use super::{ask_passphrase, give_code, new_passphrase, open, page};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::Visitor,
    sheet::{Form, Input, code},
    show,
    step::{OrAt as _, Step},
};
use axum::{Form as Sent, extract::State, response::Response};
use boxed::boxed;
use casework::Profession;
use page::{Failure, Field, Problem};

pub(super) fn ask(door: &TableDoor, visitor: &Visitor) -> Form {
    let words = visitor.words();
    let set_up = Field::new("set_up_code", words.text("table-enter-set-up-code"))
        .hint(words.text("table-enter-set-up-hint"));
    let profession = Field::new("profession", words.text("table-profession"));
    let codes = Profession::ALL.iter().map(|one| one.code());
    let professions = show::choices(words, "profession", codes, "social-worker");
    let form = Form::new("/table/set-up", words.text("table-enter-set-up"))
        .ask(Input::Line(set_up))
        .ask(Input::Select(profession, professions));
    ask_passphrase(form, visitor).ask(code(door, words))
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    visitor.own_form(&entered)?;
    if !door
        .casework
        .is_without_workers()
        .await
        .shown(visitor.language)?
    {
        return Err(visitor.not_found());
    }
    match register(&door, &visitor, &entered).await {
        Ok(()) => open(&door, &visitor, entered.raw("passphrase")).await,
        Err(stop) => page(&door, &visitor, stop.problems()?).await,
    }
}

#[boxed]
async fn register(door: &TableDoor, visitor: &Visitor, entered: &Entered) -> Step {
    let words = visitor.words();
    let passphrase = new_passphrase(visitor, entered)?;
    // The second factor first: its attempts are counted, so that nobody goes on guessing the other code.
    give_code(door, visitor, entered).await?;
    let profession = Profession::from_code(entered.get("profession"));
    let Some(profession) = profession.filter(|_| door.is_set_up_code(entered.get("set_up_code")))
    else {
        let text = words.text("table-enter-set-up-wrong");
        return Err(Problem::new("set_up_code", text).into());
    };
    let (actor, now) = (&visitor.actor, visitor.now);
    let registered = door
        .casework
        .worker_register_first(actor, profession, passphrase.expose(), now)
        .await;
    registered.or_at("passphrase", words)
}
