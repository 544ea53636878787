//! The outcome with its reasons, telling the person, and reading the reasons again.

use super::{address, formal_of, page::back};
use crate::{
    entered::Entered,
    error::InLanguage as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, Link, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, FormalIdentification, SecretText};
use page::Failure;

fn id(one: &FormalIdentification) -> Input {
    Input::Hidden("formal", one.id.as_str().to_owned())
}

pub(super) fn form(
    reader: &Insider,
    (code, one): (&CaseCode, &FormalIdentification),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let outcomes = show::choices(
        words,
        "case-formal-outcome",
        ["yes", "no"],
        entered.get("outcome"),
    );
    Form::new(
        format!("{}/outcome", address(code)),
        words.text("case-formal-outcome-button"),
    )
    .titled(words.text("case-formal-outcome-title"))
    .ask(id(one))
    .ask(Input::Radios(
        field(words, "outcome", "case-formal-outcome", entered),
        outcomes,
    ))
    .ask(Input::Long(
        field(words, "reasons", "case-formal-reasons", entered)
            .hint(words.text("case-formal-reasons-hint")),
    ))
}

pub(super) fn notice_form(
    reader: &Insider,
    (code, one): (&CaseCode, &FormalIdentification),
) -> Form {
    let words = reader.words();
    Form::new(
        format!("{}/notice", address(code)),
        words.text("case-formal-notice-button"),
    )
    .titled(words.text("case-formal-notice"))
    .ask(id(one))
}

/// A button that opens the reasons.
pub(super) fn reading(reader: &Insider, (code, one): (&CaseCode, &FormalIdentification)) -> Form {
    let words = reader.words();
    Form::new(
        format!("{}/reasons", address(code)),
        words.text("case-formal-read"),
    )
    .ask(id(one))
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let formal = formal_of(&form)?;
        let reasons = SecretText::new(form.entered.get("reasons"));
        let is_victim = match form.entered.get("outcome") {
            "yes" => true,
            "no" => false,
            _ => return Err(form.ask().missing("outcome").into()),
        };
        let what = (&formal, is_victim, &reasons);
        let decided = form.wing().formal_decide(form.request(), &form.code, what);
        decided.await.or_at("reasons", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn notice(form: CaseForm) -> Result<Response, Failure> {
    let formal = formal_of(&form)?;
    let told = form
        .wing()
        .formal_notice(form.request(), &form.code, &formal);
    let step = told.await.or_at("formal", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn reasons(form: CaseForm) -> Result<Response, Failure> {
    let formal = formal_of(&form)?;
    let words = form.words();
    let reasons = form
        .wing()
        .formal_reasons(form.request(), &form.code, &formal);
    let reasons = reasons.await.shown(words.language())?;
    let back = Link::new(address(&form.code), words.text("case-formal-title"));
    Sheet::inside(&form.door, &form.reader, words.text("case-formal-reasons"))
        .under(form.code.as_str())
        .with(Part::Opened(
            words.text("case-formal-reasons-said"),
            reasons.expose().to_owned(),
        ))
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(Part::Links(vec![back]))
        .answer()
}
