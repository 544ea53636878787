//! Saying that one receives for the institution: what is told from then on is sealed for those who do.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Input},
};
use axum::{Form as Sent, extract::State, response::Redirect};
use boxed::boxed;
use page::Failure;

#[boxed]
pub(super) async fn form(door: &TableDoor, reader: &Insider) -> Result<Form, Failure> {
    let words = reader.words();
    let is_set = door.casework.reception_is_set(reader.request()).await;
    let (title, button, value) = if is_set.shown(reader.language())? {
        ("received-you-receive", "received-stop", "no")
    } else {
        ("received-you-do-not", "received-begin", "yes")
    };
    Ok(Form::new("/table/received/reception", words.text(button))
        .titled(words.text(title))
        .ask(Input::Hidden("receives", value.to_owned())))
}

#[boxed]
pub(super) async fn set(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let receives = entered.is_yes("receives");
    let set = door.casework.reception_set(reader.request(), receives);
    set.await.shown(reader.language())?;
    Ok(Redirect::to("/table/received"))
}
