//! What the person alone can ask: to be formally identified, to have a no reviewed, to take the request
//! back at any time and without a reason.

use super::{address, ids_of, page::back};
use crate::{
    TableDoor,
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use casework::{CaseCode, CaseView, FormalIdentification, FormalStep, NewFormalRequest};
use page::Failure;

pub(super) fn form(
    door: &TableDoor,
    reader: &Insider,
    (seen, entered): (&CaseView, &Entered),
) -> Form {
    let words = reader.words();
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let form = Form::new(
        format!("{}/request", address(&seen.code)),
        words.text("case-formal-request-button"),
    )
    .titled(words.text("case-formal-request"))
    .ask(Input::Hidden("request", request))
    .ask(Input::Yes(
        field(words, "asked", "case-formal-asked", entered).optional(),
    ));
    if seen.age.is_protected_as_child() {
        form.ask(Input::Yes(
            field(words, "guardian-agrees", "case-formal-guardian", entered)
                .optional()
                .hint(words.text("case-formal-guardian-hint")),
        ))
    } else {
        form
    }
}

/// A button for what the person asks, behind its title.
fn asking(
    reader: &Insider,
    (code, one): (&CaseCode, &FormalIdentification),
    step: FormalStep,
) -> Form {
    let words = reader.words();
    let named = |key: &str| words.of(&format!("case-formal-{key}"), step.code());
    Form::new(format!("{}/person", address(code)), named("do"))
        .folded(named("wish"))
        .ask(Input::Hidden("formal", one.id.as_str().to_owned()))
        .ask(Input::Hidden("step", step.code().to_owned()))
}

pub(super) fn withdraw_form(reader: &Insider, what: (&CaseCode, &FormalIdentification)) -> Form {
    asking(reader, what, FormalStep::Withdraw)
}

pub(super) fn review_form(reader: &Insider, what: (&CaseCode, &FormalIdentification)) -> Form {
    asking(reader, what, FormalStep::AskReview)
}

pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let new = NewFormalRequest {
        request: entered.get("request").to_owned(),
        person_asked: entered.is_yes("asked"),
        guardian_agrees: entered.is_yes("guardian-agrees"),
    };
    let field = if new.person_asked {
        "guardian-agrees"
    } else {
        "asked"
    };
    let asked = door
        .casework
        .formal_request(reader.request(), &code, &new)
        .await;
    let outcome = asked.at(field, reader.words())?.map(|_| ());
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn person(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, formal) = ids_of(&reader, (&code, &entered))?;
    let step = FormalStep::from_code(entered.get("step"));
    let step = step.ok_or_else(|| reader.visitor.not_found())?;
    let asked = door
        .casework
        .formal_ask(reader.request(), &code, (&formal, step));
    let outcome = asked.await.at("step", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}
