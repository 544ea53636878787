//! The conferences that one was asked to come to, and calling one.

use crate::{
    TableDoor,
    choose::{Asking, people, to},
    entered::Entered,
    error::InLanguage as _,
    sent::Sent,
    session::{Insider, names_of},
    sheet::{Cell, Form, Link, Part, Sheet, Table},
    step::OrAt as _,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{ConferenceSummary, NewConference};
use page::{Failure, Problem, office_instant, read_date, time_text};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page((&door, &reader), &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let found = door.casework.conferences_of(reader.request()).await;
    let found = found.shown(reader.language())?;
    let ask = Asking::of(reader, entered);
    let own = reader.worker().account().to_owned();
    let people = people((door, reader), |one| one.account != own, "").await?;
    let form = Form::new("/table/conferences", words.text("conference-call-button"))
        .titled(words.text("conference-call-form"))
        .ask(ask.mark(door))
        .ask(ask.day("on", "conference-ask-day"))
        .ask(ask.any_of(("attendees", "conference-ask-attendees"), people))
        .checked(&problems);
    Sheet::inside(door, reader, words.text("conference-list-title"))
        .lead(words.text("conference-list-lead"))
        .with(Part::Table(table(door, reader, &found).await?))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
async fn table(
    door: &TableDoor,
    reader: &Insider,
    found: &[ConferenceSummary],
) -> Result<Table, Failure> {
    let words = reader.words();
    let chairs = found.iter().map(|one| one.chair.as_str()).collect();
    let names = names_of(door, reader.language(), chairs).await?;
    let row = |one: &ConferenceSummary| {
        let href = format!("/table/conferences/{}", one.id.as_str());
        vec![
            Cell::Link(Link::new(href, &one.code)),
            Cell::Text(time_text(words, one.held_at)),
            Cell::Text(words.of("conference-state", one.state.code())),
            Cell::Text(names.of(&one.chair)),
        ]
    };
    Ok(Table {
        caption: words.text("conference-table"),
        heads: ["code", "when", "state", "chair"]
            .map(|head| words.of("conference-column", head))
            .to_vec(),
        rows: found.iter().map(row).collect(),
        empty: words.text("conference-none"),
    })
}

/// A conference sits in the morning unless the chair says otherwise to those asked.
const MORNING: i8 = 9;

#[boxed]
pub(super) async fn submit(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let day = read_date(form.entered.get("on"));
        let held_at = day.and_then(|day| office_instant(day, MORNING, 0));
        let invalid = || Problem::new("on", form.words().text("conference-day-invalid"));
        let new = NewConference {
            request: form.entered.get("request").to_owned(),
            held_at: held_at.ok_or_else(invalid)?,
            attendees: form.entered.all("attendees").map(str::to_owned).collect(),
        };
        let called = form.wing().conference_call(form.request(), &new);
        called.await.or_at("attendees", form.words())
    };
    let problems = match step.await {
        Ok(id) => return Ok(to(format!("/table/conferences/{}", id.as_str()))),
        Err(stop) => stop.problems()?,
    };
    page(form.sender(), &form.entered, problems).await
}
