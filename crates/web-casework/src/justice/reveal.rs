//! Opening one sealed text of a matter, for a reason, with a code that is not older than five minutes;
//! and writing its number and note.

use super::{suspects, view};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    sent::{MatterForm, MatterVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    step::{OrAt as _, Step, Stop},
};
use axum::response::Response;
use boxed::boxed;
use casework::{Field, MatterCode, SecretText};
use page::{Choice, Failure, Problem};

/// What belongs to the matter itself.
const OWN: [Field; 2] = [Field::MatterNumber, Field::MatterNote];

#[boxed]
pub(super) async fn form(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    let nothing = (None, Vec::new());
    page((&door, &reader), &code, &Entered::default(), nothing).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    (opened, problems): (Option<Part>, Vec<Problem>),
) -> Result<Response, Failure> {
    let seen = view(door, reader, code).await?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let own = OWN.iter().map(|one| {
        let name = words.of("case-field", one.code());
        Choice::new(one.code(), name, entered.get("what"))
    });
    let mut what: Vec<Choice> = own.clone().collect();
    what.extend(suspects::chosen(reader, &seen, entered.get("what")));
    let reason = ask
        .field("reason", "matter-page-reveal-reason")
        .hint(words.text("case-reveal-reason-hint"));
    let revealing = Form::new(
        super::at(code, "/reveal"),
        words.text("matter-page-reveal-button"),
    )
    .ask(Input::Select(
        ask.field("what", "matter-page-reveal-what"),
        what,
    ))
    .ask(Input::Line(reason))
    .ask_code(door, reader)
    .checked(&problems);
    let writing = Form::new(
        super::at(code, "/written"),
        words.text("matter-page-write-button"),
    )
    .folded(words.text("matter-page-write-form"))
    .ask(Input::Select(
        ask.field("which", "matter-page-write-what"),
        own.collect(),
    ))
    .ask(ask.long("text", "matter-page-write-text"))
    .checked(&problems);
    Sheet::inside(door, reader, words.text("matter-page-reveal-title"))
        .under_matter(code.as_str())
        .lead(words.text("matter-page-reveal-lead"))
        .with_some(opened)
        .with(Part::Form(revealing))
        .with(Part::Form(writing))
        .checked(problems)
}

// words: case-reveal-reason-hint

#[boxed]
pub(super) async fn submit(form: MatterForm) -> Result<Response, Failure> {
    match opened(&form).await {
        Ok(part) => {
            let what = (Some(part), Vec::new());
            page(form.sender(), &form.code, &Entered::default(), what).await
        }
        Err(stop) => again(&form, stop).await,
    }
}

/// What was asked for, opened.
#[boxed]
async fn opened(form: &MatterForm) -> Step<Part> {
    let words = form.words();
    // Whoever holds no grant on it is told nothing about the code of the moment either.
    view(&form.door, &form.reader, &form.code).await?;
    let typed = form.entered.get("what");
    let (record, field) = match Field::from_code(typed).filter(|one| OWN.contains(one)) {
        Some(own) => (None, own),
        None => (Some(form.ask().record("what")?), Field::SuspectName),
    };
    form.confirmed().await?;
    let what = (record.as_ref(), field, form.entered.get("reason"));
    let opened = form.wing().matter_reveal(form.request(), &form.code, what);
    Ok(match opened.await.or_at("reason", words)? {
        Some(text) => Part::Opened(
            words.of("case-field", field.code()),
            text.expose().to_owned(),
        ),
        None => Part::Note("calm", words.text("matter-page-reveal-nothing")),
    })
}

#[boxed]
pub(super) async fn write(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let field = Field::from_code(form.entered.get("which")).filter(|one| OWN.contains(one));
        let field = field.ok_or_else(|| form.ask().missing("which"))?;
        let text = SecretText::new(form.entered.get("text"));
        let what = (field, &text);
        let written = form.wing().matter_write(form.request(), &form.code, what);
        written.await.or_at("text", form.words())
    };
    match step.await {
        Ok(()) => Ok(to(super::at(&form.code, ""))),
        Err(stop) => again(&form, stop).await,
    }
}

#[boxed]
async fn again(form: &MatterForm, stop: Stop) -> Result<Response, Failure> {
    let what = (None, stop.problems()?);
    page(form.sender(), &form.code, &form.entered, what).await
}
