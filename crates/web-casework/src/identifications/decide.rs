//! The outcome with its reasons, telling the person, and reading the reasons again.

use super::{address, ids_of, page::back};
use crate::{
    TableDoor,
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    session::Insider,
    sheet::{Form, Input, Link, Part, Sheet, field},
    show,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use casework::{CaseCode, FormalIdentification, SecretText};
use page::{Failure, Problem};

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

pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, formal) = ids_of(&reader, (&code, &entered))?;
    let reasons = SecretText::new(entered.get("reasons"));
    let is_victim = match entered.get("outcome") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let outcome = match is_victim {
        None => Err(Problem::new(
            "outcome",
            reader.words().text("table-take-in-choose"),
        )),
        Some(is_victim) => {
            let what = (&formal, is_victim, &reasons);
            let decided = door.casework.formal_decide(reader.request(), &code, what);
            decided.await.at("reasons", reader.words())?
        }
    };
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn notice(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, formal) = ids_of(&reader, (&code, &entered))?;
    let told = door
        .casework
        .formal_notice(reader.request(), &code, &formal)
        .await;
    let outcome = told.at("formal", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn reasons(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, formal) = ids_of(&reader, (&code, &entered))?;
    let reasons = door
        .casework
        .formal_reasons(reader.request(), &code, &formal)
        .await
        .shown(reader.language())?;
    let words = reader.words();
    let back = Link::new(address(&code), words.text("case-formal-title"));
    Sheet::inside(&door, &reader, words.text("case-formal-reasons"))
        .under(code.as_str())
        .with(Part::Opened(
            words.text("case-formal-reasons-said"),
            reasons.expose().to_owned(),
        ))
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(Part::Links(vec![back]))
        .answer()
}
