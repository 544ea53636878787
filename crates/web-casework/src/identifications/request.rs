//! What the person alone can ask: to be formally identified, to have a no reviewed, to take the request
//! back at any time and without a reason.

use super::{address, formal_of, page::back};
use crate::{
    TableDoor,
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
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

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let new = NewFormalRequest {
        request: form.entered.get("request").to_owned(),
        person_asked: form.entered.is_yes("asked"),
        guardian_agrees: form.entered.is_yes("guardian-agrees"),
    };
    let field = if new.person_asked {
        "guardian-agrees"
    } else {
        "asked"
    };
    let asked = form.wing().formal_request(form.request(), &form.code, &new);
    let step = asked.await.or_at(field, form.words());
    back(&form, step.map(drop)).await
}

#[boxed]
pub(super) async fn person(form: CaseForm) -> Result<Response, Failure> {
    let formal = formal_of(&form)?;
    let step = FormalStep::from_code(form.entered.get("step"));
    let step = step.ok_or_else(|| form.reader.visitor.not_found())?;
    let what = (&formal, step);
    let asked = form.wing().formal_ask(form.request(), &form.code, what);
    let step = asked.await.or_at("step", form.words());
    back(&form, step).await
}
