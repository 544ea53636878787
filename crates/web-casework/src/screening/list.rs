//! The screenings of a case, and the instruments to choose from.

use super::rule;
use crate::{
    cases::view::view_if,
    error::InLanguage as _,
    sent::CaseVisit,
    session::{Insider, names_of},
    sheet::{Cell, Link, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView, Instrument, Screening, ScreeningDecision, instruments};
use page::{Failure, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let screenings = door.casework.screenings(reader.request(), &code).await;
    let screenings = screenings.shown(reader.language())?;
    let deciders = screenings.iter().map(|one| one.by.as_str()).collect();
    let names = names_of(&door, reader.language(), deciders).await?;
    let words = reader.words();
    let rows = screenings.iter();
    let rows = rows.map(|one| row(&reader, &code, (one, &names)));
    let table = Table {
        caption: words.text("case-screening-earlier"),
        heads: ["when", "instrument", "basis", "advice", "decision", "by"]
            .map(|head| words.of("case-screening-column", head))
            .to_vec(),
        rows: rows.collect(),
        empty: words.text("case-screening-none"),
    };
    let choosing = if ScreeningDecision::open_at(seen.phase).is_empty() {
        Part::Note("warn", words.text("case-screening-over"))
    } else {
        Part::Links(
            instruments()
                .iter()
                .map(|one| link(&reader, &code, one))
                .collect(),
        )
    };
    let unbriefed = seen.briefed_at.is_none();
    let unbriefed = unbriefed.then(|| Part::Note("warn", words.text("case-screening-unbriefed")));
    Sheet::inside(&door, &reader, words.text("case-screening-title"))
        .under(code.as_str())
        .lead(words.text("case-screening-lead"))
        .with_some(unbriefed)
        .with_some(rule::child_note(&reader, seen.age))
        .with(Part::Heading(words.text("case-screening-choose")))
        .with(choosing)
        .with(Part::Table(table))
        .answer()
}

fn link(reader: &Insider, code: &CaseCode, instrument: &Instrument) -> Link {
    Link::new(
        format!("/table/cases/{code}/screen/{}", instrument.code),
        title(reader, &instrument.code, &instrument.version),
    )
}

/// An instrument with its edition.
pub(super) fn title(reader: &Insider, code: &str, version: &str) -> String {
    let name = Instrument::find(code).map_or(code, |one| one.title(reader.language()));
    let values = [("name", name.into()), ("version", version.into())];
    reader.words().with("case-screening-edition", &values)
}

fn row(reader: &Insider, code: &CaseCode, (one, names): (&Screening, &WorkerNames)) -> Vec<Cell> {
    let words = reader.words();
    let href = format!("/table/cases/{code}/screenings/{}", one.id.as_str());
    vec![
        Cell::Link(Link::new(href, time_text(words, one.at))),
        Cell::Text(title(reader, &one.instrument, &one.version)),
        Cell::Text(words.of("screening-basis", one.basis.code())),
        Cell::Text(words.of("screening-advice", one.advice.code())),
        Cell::Text(words.of("screening-decision", one.decision.code())),
        Cell::Text(names.of(&one.by)),
    ]
}
