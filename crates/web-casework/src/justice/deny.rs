//! Keeping somebody away from a matter for good: a relative of a suspect, any conflict of interest.

use super::{holders::back, view};
use crate::{
    TableDoor,
    choose::{Asking, people},
    error::AtField as _,
    sent::MatterForm,
    session::Insider,
    sheet::{Form, Input, Part},
    show::WorkerNames,
};
use axum::response::Response;
use casework::MatterCode;
use page::{Failure, Problem};

/// Who is kept away; nothing while nobody is.
pub(super) fn note(reader: &Insider, (denied, names): (&[String], &WorkerNames)) -> Option<Part> {
    let named: Vec<String> = denied.iter().map(|one| names.of(one)).collect();
    (!named.is_empty()).then(|| {
        let values = [("names", named.join(", ").into())];
        Part::Note("warn", reader.words().with("matter-denied-who", &values))
    })
}

/// Anybody who works here, whether they hold access or not.
pub(super) async fn form(
    (door, reader): (&TableDoor, &Insider),
    (ask, code): (Asking<'_>, &MatterCode),
    problems: &[Problem],
) -> Result<Part, Failure> {
    let own = reader.worker().account().to_owned();
    let fits = |one: &casework::Colleague| one.account != own;
    let people = people((door, reader), fits, ask.entered.get("denied")).await?;
    let words = ask.words;
    let whom = ask
        .field("denied", "case-holders-holder")
        .hint(words.text("matter-denied-hint"));
    let form = Form::new(
        super::at(code, "/holders/denied"),
        words.text("case-holders-deny"),
    )
    .folded(words.text("case-holders-deny-title"))
    .ask(Input::Select(whom, people));
    Ok(Part::Form(form.checked(problems)))
}

pub(super) async fn submit(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    view(&door, &reader, &code).await?;
    let holder = entered.get("denied");
    let outcome = if holder.is_empty() {
        Err(Asking::of(&reader, &entered).missing("denied"))
    } else {
        let denied = door.casework.matter_deny(reader.request(), &code, holder);
        denied.await.at("denied", reader.words())?
    };
    back((&door, &reader), &code, &entered, outcome).await
}
