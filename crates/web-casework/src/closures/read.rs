//! What was said when a case was closed or held, on the one answer to the form.

use super::address;
use crate::{
    TableDoor,
    cases::code_of,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Link, Part, Sheet},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use casework::{CaseCode, RecordId};
use page::Failure;

fn sheet(door: &TableDoor, reader: &Insider, (code, title): (&CaseCode, &str)) -> Sheet {
    Sheet::inside(door, reader, reader.words().text(title)).under(code.as_str())
}

fn back(reader: &Insider, code: &CaseCode) -> Part {
    let label = reader.words().text("case-closing-title");
    Part::Links(vec![Link::new(address(code), label)])
}

pub(super) async fn closing(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let language = reader.language();
    let id = RecordId::parse(entered.get("closure")).shown(language)?;
    let said = door.casework.closure_text(reader.request(), &code, &id);
    let said = said.await.shown(language)?;
    let words = reader.words();
    let view = words.text("case-closing-view");
    let despite = said.despite.map(|text| {
        let name = words.text("case-closing-despite");
        Part::Opened(name, text.expose().to_owned())
    });
    sheet(&door, &reader, (&code, "case-closing-said"))
        .with(Part::Opened(view, said.view.expose().to_owned()))
        .with_some(despite)
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(back(&reader, &code))
        .answer()
}

pub(super) async fn hold(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let language = reader.language();
    let id = RecordId::parse(entered.get("hold")).shown(language)?;
    let why = door.casework.hold_reason(reader.request(), &code, &id);
    let why = why.await.shown(language)?;
    let words = reader.words();
    let name = words.text("case-hold-why");
    sheet(&door, &reader, (&code, "case-hold-said"))
        .with(Part::Opened(name, why.expose().to_owned()))
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(back(&reader, &code))
        .answer()
}
