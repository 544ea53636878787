//! Opening one sealed text of a matter, for a reason, with a code that is not older than five minutes;
//! and writing its number and note.

use super::{code_of, suspects, view};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::AtField as _,
    sent::MatterForm,
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use casework::{Field, MatterCode, RecordId, SecretText};
use page::{Choice, Failure, Problem};

/// What belongs to the matter itself.
const OWN: [Field; 2] = [Field::MatterNumber, Field::MatterNote];

pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let code = code_of(&reader, &code)?;
    let nothing = (None, Vec::new());
    page((&door, &reader), &code, &Entered::default(), nothing).await
}

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

pub(super) async fn submit(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    let words = reader.words();
    let refused = async |problem: Problem| {
        let what = (None, vec![problem]);
        page((&door, &reader), &code, &entered, what).await
    };
    // Whoever holds no grant on it is told nothing about the code of the moment either.
    view(&door, &reader, &code).await?;
    let typed = entered.get("what");
    let (record, field) = match Field::from_code(typed).filter(|one| OWN.contains(one)) {
        Some(own) => (None, own),
        None => match RecordId::parse(typed) {
            Ok(record) => (Some(record), Field::SuspectName),
            Err(_) => return refused(Asking::of(&reader, &entered).missing("what")).await,
        },
    };
    if let Err(problem) = reader.confirm(&door, &entered).await? {
        return refused(problem).await;
    }
    let what = (record.as_ref(), field, entered.get("reason"));
    let opened = door.casework.matter_reveal(reader.request(), &code, what);
    let text = match opened.await.at("reason", words)? {
        Ok(text) => text,
        Err(problem) => return refused(problem).await,
    };
    let part = match &text {
        Some(text) => Part::Opened(
            words.of("case-field", field.code()),
            text.expose().to_owned(),
        ),
        None => Part::Note("calm", words.text("matter-page-reveal-nothing")),
    };
    let what = (Some(part), Vec::new());
    page((&door, &reader), &code, &Entered::default(), what).await
}

pub(super) async fn write(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    let field = Field::from_code(entered.get("which")).filter(|one| OWN.contains(one));
    let outcome = match field {
        None => Err(Asking::of(&reader, &entered).missing("which")),
        Some(field) => {
            let text = SecretText::new(entered.get("text"));
            let what = (field, &text);
            let written = door.casework.matter_write(reader.request(), &code, what);
            written.await.at("text", reader.words())?
        }
    };
    match outcome {
        Ok(()) => Ok(to(super::at(&code, ""))),
        Err(problem) => {
            let what = (None, vec![problem]);
            page((&door, &reader), &code, &entered, what).await
        }
    }
}
