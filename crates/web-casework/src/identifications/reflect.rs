//! The time to reflect: begun, made longer, ended by the person. No form here makes it shorter.

use super::{address, page::back};
use crate::{
    days::end_of_day,
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
};
use axum::response::Response;
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

pub(super) async fn begin(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let days = entered.get("days").parse().unwrap_or_default();
    let begun = door
        .casework
        .reflection_begin(reader.request(), &code, days)
        .await;
    let outcome = begun.at("days", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn longer(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let outcome = match end_of_day(entered.get("until")) {
        None => Err(Problem::new(
            "until",
            reader.words().text("reflection-only-longer"),
        )),
        Some(until) => {
            let longer = door
                .casework
                .reflection_extend(reader.request(), &code, until);
            longer.await.at("until", reader.words())?
        }
    };
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn end(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let decided = entered.is_yes("person-decided");
    let ended = door
        .casework
        .reflection_end(reader.request(), &code, decided)
        .await;
    let outcome = ended.at("person-decided", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}
