//! The one page of emergencies.

use super::{ask, keepers};
use crate::{
    TableDoor,
    choose::Asking,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{EmergencyKeepers, EmergencyOpening, EmergencyState};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page((&door, &reader), &Entered::default(), Vec::new()).await
}

#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let kept = door.casework.emergency_keepers(reader.request()).await;
    let kept = kept.shown(reader.language())?;
    let openings = door.casework.emergencies(reader.request()).await;
    let openings = openings.shown(reader.language())?;
    let uncovered = door.casework.emergency_uncovered(reader.request()).await;
    let uncovered = uncovered.shown(reader.language())?;
    let mut accounts: Vec<&str> = openings
        .iter()
        .flat_map(|one| [Some(one.asked_by.as_str()), one.confirmed_by.as_deref()])
        .flatten()
        .collect();
    accounts.extend(
        kept.iter()
            .flat_map(|one| one.keepers.iter().map(String::as_str)),
    );
    let proposed = door.casework.emergency_keepers_proposed(reader.request());
    let proposed = proposed.await.shown(reader.language())?;
    accounts.extend(proposed.iter().flat_map(|one| {
        let keepers = one.people.iter().map(String::as_str);
        keepers.chain(std::iter::once(one.by.as_str()))
    }));
    let names = names_of(door, reader.language(), accounts).await?;
    let words = reader.words();
    let asking = Asking::of(reader, entered);
    let is_keeper = kept.as_ref().is_some_and(|one| {
        let own = reader.worker().account();
        one.keepers.iter().any(|keeper| keeper == own)
    });
    let mut sheet = Sheet::inside(door, reader, words.text("emergency-title"))
        .lead(words.text("emergency-lead"))
        .with(keepers_part(reader, kept.as_ref(), &names))
        .with_some(
            proposed
                .as_ref()
                .map(|one| keepers::waiting(reader, one, &names)),
        );
    let answering = proposed
        .as_ref()
        .and_then(|one| keepers::answering((door, reader), asking, one));
    if let Some(form) = answering {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet = sheet.with(Part::Table(table(reader, &openings, &names)));
    for form in ask::forms((door, reader), asking, (&openings, is_keeper)) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    if let Some(form) = keepers::covering(reader, (kept.as_ref(), uncovered)) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    if let Some(form) = keepers::naming((door, reader), asking).await? {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet.checked(problems)
}

fn keepers_part(reader: &Insider, kept: Option<&EmergencyKeepers>, names: &WorkerNames) -> Part {
    let words = reader.words();
    match kept {
        None => Part::Note("warn", words.text("emergency-nobody")),
        Some(one) => {
            let keepers: Vec<String> = one.keepers.iter().map(|one| names.of(one)).collect();
            let values = [("names", keepers.join(", ").into())];
            Part::Note("calm", words.with("emergency-kept-by", &values))
        }
    }
}

fn table(reader: &Insider, openings: &[EmergencyOpening], names: &WorkerNames) -> Table {
    let words = reader.words();
    let row = |one: &EmergencyOpening| {
        let is_open = one.state == EmergencyState::Opened
            && one.ends_at.is_some_and(|ends| ends > reader.visitor.now);
        let state = if is_open { "bad" } else { "" };
        let dash = || "–".to_owned();
        let confirmed = one.confirmed_by.as_ref().map(|one| names.of(one));
        let outcome = one
            .outcome
            .map(|found| words.of("emergency-outcome", found.code()));
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(one.case.to_string()),
            Cell::Tag(state, words.of("emergency-state", one.state.code())),
            Cell::Text(format!(
                "{}. {}",
                words.of("danger-kind", one.danger.code()),
                one.reason
            )),
            Cell::Text(format!(
                "{}, {}",
                names.of(&one.asked_by),
                time_text(words, one.asked_at)
            )),
            Cell::Text(confirmed.unwrap_or_else(dash)),
            Cell::Text(one.ends_at.map_or_else(dash, |at| time_text(words, at))),
            Cell::Text(outcome.unwrap_or_else(dash)),
        ]
    };
    Table {
        caption: words.text("emergency-table"),
        heads: [
            "opening",
            "case",
            "state",
            "danger",
            "asked",
            "confirmed",
            "ends",
            "outcome",
        ]
        .map(|head| words.of("emergency-column", head))
        .to_vec(),
        rows: openings.iter().map(row).collect(),
        empty: words.text("emergency-none"),
    }
}
