//! What has been kept long enough: files whose day has come, and concerns that nobody confirmed. For
//! whoever leads them, and for the institution's keepers, who see that somebody decides. Codes and
//! days; what is in a file is not here.

use crate::{
    TableDoor,
    days::day_of,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Link, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::{Router, extract::State, response::Response, routing::get};
use boxed::boxed;
use casework::{FileDue, UnconfirmedConcern};
use page::Failure;

// words: retention-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/retention", get(show))
}

#[boxed]
async fn show(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    let words = reader.words();
    let due = door.casework.files_due(reader.request()).await;
    let due = due.shown(reader.language())?;
    let concerns = door.casework.concerns_unconfirmed(reader.request()).await;
    let concerns = concerns.shown(reader.language())?;
    let managers = due.iter().map(|one| one.manager.as_str());
    let managers = managers.chain(concerns.iter().map(|one| one.manager.as_str()));
    let names = names_of(&door, reader.language(), managers.collect()).await?;
    Sheet::inside(&door, &reader, words.text("retention-title"))
        .lead(words.text("retention-lead"))
        .with(Part::Table(files(&reader, &due, &names)))
        .with(Part::Heading(words.text("retention-concerns-title")))
        .with(Part::Text(words.text("retention-concerns-lead")))
        .with(Part::Table(unconfirmed(&reader, &concerns, &names)))
        .answer()
}

fn files(reader: &Insider, due: &[FileDue], names: &WorkerNames) -> Table {
    let words = reader.words();
    let row = |one: &FileDue| {
        let [code, lead] =
            case_and_lead(reader, (one.code.as_str(), "closing"), &one.manager, names);
        vec![
            code,
            lead,
            Cell::Text(day_of(words, one.closed_at)),
            Cell::Tag("warn", day_of(words, one.keep_until)),
        ]
    };
    Table {
        caption: words.text("retention-table"),
        heads: ["code", "lead", "closed", "until"]
            .map(|head| words.of("retention-head", head))
            .to_vec(),
        rows: due.iter().map(row).collect(),
        empty: words.text("retention-none"),
    }
}

fn unconfirmed(reader: &Insider, concerns: &[UnconfirmedConcern], names: &WorkerNames) -> Table {
    let words = reader.words();
    let row = |one: &UnconfirmedConcern| {
        let place = (one.code.as_str(), "screenings");
        let [code, lead] = case_and_lead(reader, place, &one.manager, names);
        vec![
            code,
            lead,
            Cell::Text(words.of("case-phase", one.phase.code())),
            Cell::Tag("warn", day_of(words, one.taken_in_at)),
        ]
    };
    Table {
        caption: words.text("retention-concerns-table"),
        heads: ["code", "lead", "phase", "taken-in"]
            .map(|head| words.of("retention-head", head))
            .to_vec(),
        rows: concerns.iter().map(row).collect(),
        empty: words.text("retention-concerns-none"),
    }
}

/// The case, with the way to where it is decided for whoever leads it, and who that is.
fn case_and_lead(
    reader: &Insider,
    (code, page): (&str, &str),
    manager: &str,
    names: &WorkerNames,
) -> [Cell; 2] {
    if manager == reader.worker().account() {
        let oneself = reader.words().text("table-today-oneself");
        let link = Link::new(format!("/table/cases/{code}/{page}"), code);
        return [Cell::Link(link), Cell::Text(oneself)];
    }
    [Cell::Text(code.to_owned()), Cell::Text(names.of(manager))]
}
