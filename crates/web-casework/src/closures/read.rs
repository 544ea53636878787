//! What was said when a case was closed or held, on the one answer to the form.

use super::address;
use crate::{
    TableDoor,
    error::InLanguage as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Link, Part, Sheet},
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, RecordId};
use page::Failure;

fn sheet(door: &TableDoor, reader: &Insider, (code, title): (&CaseCode, &str)) -> Sheet {
    Sheet::inside(door, reader, reader.words().text(title)).under(code.as_str())
}

fn back(reader: &Insider, code: &CaseCode) -> Part {
    let label = reader.words().text("case-closing-title");
    Part::Links(vec![Link::new(address(code), label)])
}

#[boxed]
pub(super) async fn closing(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
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

#[boxed]
pub(super) async fn prolongation(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let language = reader.language();
    let id = RecordId::parse(entered.get("prolongation")).shown(language)?;
    let why = door
        .casework
        .prolongation_reason(reader.request(), &code, &id);
    let why = why.await.shown(language)?;
    let words = reader.words();
    let name = words.text("case-prolong-why");
    sheet(&door, &reader, (&code, "case-prolong-said"))
        .with(Part::Opened(name, why.expose().to_owned()))
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(back(&reader, &code))
        .answer()
}

#[boxed]
pub(super) async fn hold(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
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
