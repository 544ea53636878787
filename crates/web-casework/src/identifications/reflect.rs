//! The time to reflect: begun, made longer, ended by the person. No form here makes it shorter.

use super::{address, page::back};
use crate::{
    days::end_of_day,
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::CaseCode;
use page::{Failure, Problem};

/// What is proposed: three months, within which nothing has to be decided.
const USUAL_DAYS: &str = "90";

pub(super) fn begin_form(reader: &Insider, (code, entered): (&CaseCode, &Entered)) -> Form {
    let words = reader.words();
    let days = field(words, "days", "case-reflection-days", entered)
        .hint(words.text("case-reflection-days-hint"));
    let days = match entered.get("days") {
        "" => days.value(USUAL_DAYS),
        _ => days,
    };
    Form::new(
        format!("{}/reflection", address(code)),
        words.text("case-reflection-begin"),
    )
    .ask(Input::Line(days))
}

pub(super) fn running_forms(reader: &Insider, (code, entered): (&CaseCode, &Entered)) -> [Form; 2] {
    let words = reader.words();
    let until = field(words, "until", "case-reflection-until", entered)
        .hint(words.text("case-reflection-until-hint"));
    let longer = Form::new(
        format!("{}/reflection/longer", address(code)),
        words.text("case-reflection-longer"),
    )
    .folded(words.text("case-reflection-longer-title"))
    .ask(Input::Day(until));
    let end = Form::new(
        format!("{}/reflection/ended", address(code)),
        words.text("case-reflection-end"),
    )
    .folded(words.text("case-reflection-end-title"))
    .ask(Input::Yes(
        field(words, "person-decided", "case-reflection-person", entered).optional(),
    ));
    [longer, end]
}

#[boxed]
pub(super) async fn begin(form: CaseForm) -> Result<Response, Failure> {
    let days = form.entered.get("days").parse().unwrap_or_default();
    let begun = form
        .wing()
        .reflection_begin(form.request(), &form.code, days);
    let step = begun.await.or_at("days", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn longer(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let invalid = || Problem::new("until", form.words().text("reflection-only-longer"));
        let until = end_of_day(form.entered.get("until")).ok_or_else(invalid)?;
        let longer = form
            .wing()
            .reflection_extend(form.request(), &form.code, until);
        longer.await.or_at("until", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn end(form: CaseForm) -> Result<Response, Failure> {
    let decided = form.entered.is_yes("person-decided");
    let ended = form
        .wing()
        .reflection_end(form.request(), &form.code, decided);
    let step = ended.await.or_at("person-decided", form.words());
    back(&form, step).await
}
