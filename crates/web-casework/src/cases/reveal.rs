//! Opening one field: for a reason, with a code that is not older than five minutes, and never
//! unlogged. The text stands on the one answer to the form.

use super::view::view;
use crate::{
    TableDoor,
    entered::Entered,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseView, Field};
use page::{Choice, Failure, Problem};

// words: case-reveal-*

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let seen = view(&door, &reader, &code).await?;
    page(&door, &reader, &seen, &Entered::default()).answer()
}

/// The fields that a reader's grants open.
pub(super) fn fields(reader: &Insider, seen: &CaseView, chosen: &str) -> Vec<Choice> {
    let open = Field::OF_PERSON.iter();
    let open = open.filter(|one| seen.opens.contains(&one.compartment()));
    let codes = open.map(|one| one.code());
    show::choices(reader.words(), "case-field", codes, chosen)
}

fn ask(door: &TableDoor, reader: &Insider, seen: &CaseView, entered: &Entered) -> Form {
    let words = reader.words();
    let which = field(words, "field", "case-reveal-field", entered);
    let fields = fields(reader, seen, entered.get("field"));
    let reason = field(words, "reason", "case-reveal-reason", entered)
        .hint(words.text("case-reveal-reason-hint"));
    let action = format!("/table/cases/{}/reveal", seen.code);
    Form::new(action, words.text("case-reveal-button"))
        .ask(Input::Select(which, fields))
        .ask(Input::Line(reason))
        .ask_code(door, reader)
}

fn page(door: &TableDoor, reader: &Insider, seen: &CaseView, entered: &Entered) -> Sheet {
    let words = reader.words();
    Sheet::inside(door, reader, words.text("case-reveal-title"))
        .under(seen.code.as_str())
        .lead(words.text("case-reveal-lead"))
        .with(Part::Form(ask(door, reader, seen, entered)))
}

fn refused(
    (door, reader): (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let form = ask(door, reader, seen, entered).checked(&problems);
    Sheet::inside(door, reader, words.text("case-reveal-title"))
        .under(seen.code.as_str())
        .with(Part::Form(form))
        .refused(problems)
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let seen = view(&form.door, &form.reader, &form.code).await?;
    let words = form.words();
    let known = Field::from_code(form.entered.get("field"));
    let which = known.ok_or_else(|| form.reader.visitor.not_found())?;
    let step = async {
        form.confirmed().await?;
        let what = (which, form.entered.get("reason"));
        let opened = form.wing().reveal(form.request(), &form.code, what).await;
        opened.or_at("reason", words)
    };
    let text = match step.await {
        Ok(text) => text,
        Err(stop) => return refused(form.sender(), &seen, &form.entered, stop.problems()?),
    };
    let name = words.of("case-field", which.code());
    let part = match &text {
        Some(text) => Part::Opened(name, text.expose().to_owned()),
        None => Part::Note("calm", words.text("case-reveal-nothing")),
    };
    let asked = ask(&form.door, &form.reader, &seen, &Entered::default());
    Sheet::inside(&form.door, &form.reader, words.text("case-reveal-title"))
        .under(form.code.as_str())
        .closing_by_itself()
        .with(part)
        .with(Part::Text(words.text("case-reveal-logged")))
        .with(Part::Form(asked))
        .answer()
}
