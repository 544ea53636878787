//! Writing a field of the person. What stood there before is gone, as the page says.

use super::{
    reveal::fields,
    view::{view, view_if},
};
use crate::{
    TableDoor,
    entered::Entered,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{CaseView, Field, SecretText};
use page::{Failure, Problem};

// words: case-write-*

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_written).await?;
    page((&door, &reader), &seen, &Entered::default(), Vec::new())
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let which = field(words, "field", "case-write-field", entered);
    let text =
        field(words, "text", "case-write-text", entered).hint(words.text("case-write-text-hint"));
    let action = format!("/table/cases/{}/write", seen.code);
    let form = Form::new(action, words.text("case-write-button"))
        .ask(Input::Select(
            which,
            fields(reader, seen, entered.get("field")),
        ))
        .ask(Input::Long(text))
        .checked(&problems);
    Sheet::inside(door, reader, words.text("case-write-title"))
        .under(seen.code.as_str())
        .lead(words.text("case-write-lead"))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let known = Field::from_code(entered.get("field"));
    let which = known.ok_or_else(|| reader.visitor.not_found())?;
    let text = SecretText::new(entered.get("text"));
    let written = door
        .casework
        .field_write(reader.request(), &code, (which, &text));
    match written.await.or_at("text", reader.words()) {
        Ok(()) => Ok(Redirect::to(&format!("/table/cases/{code}")).into_response()),
        Err(stop) => {
            let problems = stop.problems()?;
            let seen = view(&door, &reader, &code).await?;
            page((&door, &reader), &seen, &entered, problems)
        }
    }
}
