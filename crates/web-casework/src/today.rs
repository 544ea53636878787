//! Work today: what is overdue first, then my cases. Codes alone; a name costs a reason. Cases that are
//! closed and to be kept stand behind a link: after some years they are most of all.

use crate::{
    TableDoor, alarms,
    due::ByDay,
    entered::Entered,
    error::InLanguage as _,
    keeper_changes, leads, recoveries, referrals,
    session::{Insider, names_of},
    sheet::{Cell, Form, Link, Part, Sheet, Table},
    tasks,
};
use axum::{
    Router,
    extract::{Query, State},
    response::Response,
    routing::get,
};
use boxed::boxed;
use casework::{CaseSummary, Phase, Task};
use page::{Failure, time_text};
use std::collections::BTreeSet;

// words: table-today-* case-column-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/today", get(open))
}

#[boxed]
async fn open(
    State(door): State<TableDoor>,
    reader: Insider,
    Query(asked): Query<Entered>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let language = reader.language();
    let tasks = door.casework.tasks_of(reader.request()).await;
    let cases = door.casework.cases_of(reader.request()).await;
    let (tasks, cases) = (tasks.shown(language)?, cases.shown(language)?);
    let own: BTreeSet<&str> = cases.iter().map(|case| case.code.as_str()).collect();
    let shown = shown_of(&cases, asked.is_yes("closed"));
    let close = Form::new("/table/close", words.text("table-today-close"))
        .folded(words.text("table-today-close-title"));
    let sheet = Sheet::inside(&door, &reader, words.text("table-today-title"))
        .lead(words.text("table-today-lead"));
    let sheet = sheet.with_some(refused_entries(&reader));
    let sheet = keeper_changes::on_the_day(&door, &reader, sheet).await?;
    let sheet = leads::on_the_day(&door, &reader, sheet).await?;
    recoveries::on_the_day(&door, &reader, sheet)
        .await?
        .with_some(alarms::waiting(&door, &reader).await?)
        .with_all(task_parts(&reader, &tasks, &own))
        .with_some(referrals::waiting(&door, &reader).await?)
        .with(Part::Table(case_table(&door, &reader, &shown).await?))
        .with_some(to_closed(&reader, cases.len() - shown.len()))
        .with(Part::Form(close))
        .answer()
}

/// Somebody tried passphrases on the reader's key: said for as long as this seat lasts.
fn refused_entries(reader: &Insider) -> Option<Part> {
    let words = reader.words();
    let tried = reader.worker().refused_entries()?;
    let values = [
        ("count", tried.times.into()),
        ("when", time_text(words, tried.last_at).into()),
    ];
    let text = words.with("table-today-refused-entries", &values);
    Some(Part::Note("warn", text))
}

/// The cases to show: the closed ones on request alone, but for those that somebody should look at,
/// because the day until which they are kept has passed.
fn shown_of(cases: &[CaseSummary], with_closed: bool) -> Vec<&CaseSummary> {
    let cases = cases.iter();
    cases
        .filter(|case| with_closed || case.phase != Phase::Closed || case.may_be_erased)
        .collect()
}

fn to_closed(reader: &Insider, number: usize) -> Option<Part> {
    let count = i64::try_from(number).unwrap_or(i64::MAX);
    let label = reader
        .words()
        .with("table-today-closed", &[("count", count.into())]);
    let link = Link::new("/table/today?closed=yes", label);
    (number > 0).then(|| Part::Links(vec![link]))
}

/// The tasks by when they are due. Those of later days wait behind their number.
fn task_parts(reader: &Insider, tasks: &[Task], own: &BTreeSet<&str>) -> Vec<Part> {
    let words = reader.words();
    let days = ByDay::at(reader.visitor.now, tasks);
    let table = |key: &str, tasks: &[&Task]| Table {
        caption: words.text(key),
        heads: ["due", "task", "code"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: tasks.iter().map(|task| row(reader, task, own)).collect(),
        empty: words.text("table-today-no-tasks"),
    };
    let now = [
        ("table-today-passed", &days.overdue),
        ("table-today-this-day", &days.today),
        ("table-today-soon", &days.soon),
    ];
    let now = now.into_iter().filter(|(_, tasks)| !tasks.is_empty());
    let mut parts: Vec<Part> = now
        .map(|(key, tasks)| Part::Table(table(key, tasks)))
        .collect();
    if parts.is_empty() {
        parts.push(Part::Table(table("table-today-tasks", &[])));
    }
    if !days.later.is_empty() {
        let count = [("count", days.later.len().into())];
        let summary = words.with("table-today-later", &count);
        let later = table("table-today-later-table", &days.later);
        parts.push(Part::Folded(summary, later));
    }
    parts
}

/// A task; its code leads to the case where the reader holds a grant on it.
fn row(reader: &Insider, task: &Task, own: &BTreeSet<&str>) -> Vec<Cell> {
    let words = reader.words();
    let due = time_text(words, task.due_at);
    vec![
        if task.is_overdue {
            let text = format!("{}: {due}", words.text("table-today-overdue"));
            Cell::Tag("bad", text)
        } else {
            Cell::Text(due)
        },
        tasks::cell(reader, task, own.contains(task.code.as_str())),
        if own.contains(task.code.as_str()) {
            Cell::Link(Link::new(format!("/table/cases/{}", task.code), &task.code))
        } else {
            Cell::Text(task.code.clone())
        },
    ]
}

#[boxed]
async fn case_table(
    door: &TableDoor,
    reader: &Insider,
    cases: &[&CaseSummary],
) -> Result<Table, Failure> {
    let words = reader.words();
    let managers = cases.iter().map(|case| case.manager.as_str()).collect();
    let names = names_of(door, reader.language(), managers).await?;
    let row = |case: &&CaseSummary| {
        let code = case.code.as_str();
        vec![
            Cell::Link(Link::new(format!("/table/cases/{code}"), code)),
            if case.may_be_erased {
                Cell::Tag("warn", words.text("case-erase-due"))
            } else {
                Cell::Text(words.of("case-phase", case.phase.code()))
            },
            Cell::Text(words.of("case-identification", case.identification.code())),
            Cell::Text(if case.manager == reader.worker().account() {
                words.text("table-today-oneself")
            } else {
                names.of(&case.manager)
            }),
            Cell::Text(time_text(words, case.opened_at)),
        ]
    };
    Ok(Table {
        caption: words.text("table-today-cases"),
        heads: ["code", "phase", "identification", "manager", "opened"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: cases.iter().map(row).collect(),
        empty: words.text("table-today-no-cases"),
    })
}
