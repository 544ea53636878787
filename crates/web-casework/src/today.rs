//! Work today: what is overdue first, then my cases. Codes alone; a name costs a reason.

use crate::{
    TableDoor, alarms,
    error::InLanguage as _,
    recoveries, referrals,
    session::{Insider, names_of},
    sheet::{Cell, Form, Link, Part, Sheet, Table},
    tasks,
};
use axum::{Router, extract::State, response::Response, routing::get};
use casework::{CaseSummary, Task};
use page::{Failure, time_text};
use std::collections::BTreeSet;

// words: table-today-* case-column-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/today", get(open))
}

async fn open(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    let words = reader.words();
    let language = reader.language();
    let tasks = door.casework.tasks_of(reader.request()).await;
    let cases = door.casework.cases_of(reader.request()).await;
    let (tasks, cases) = (tasks.shown(language)?, cases.shown(language)?);
    let own: BTreeSet<&str> = cases.iter().map(|case| case.code.as_str()).collect();
    let tasks = Table {
        caption: words.text("table-today-tasks"),
        heads: ["due", "task", "code"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: tasks.iter().map(|task| row(&reader, task, &own)).collect(),
        empty: words.text("table-today-no-tasks"),
    };
    let close = Form::new("/table/close", words.text("table-today-close"))
        .folded(words.text("table-today-close-title"));
    let sheet = Sheet::inside(&door, &reader, words.text("table-today-title"))
        .lead(words.text("table-today-lead"));
    recoveries::on_the_day(&door, &reader, sheet)
        .await?
        .with_some(alarms::waiting(&door, &reader).await?)
        .with(Part::Table(tasks))
        .with_some(referrals::waiting(&door, &reader).await?)
        .with(Part::Table(case_table(&door, &reader, &cases).await?))
        .with(Part::Form(close))
        .answer()
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

async fn case_table(
    door: &TableDoor,
    reader: &Insider,
    cases: &[CaseSummary],
) -> Result<Table, Failure> {
    let words = reader.words();
    let managers = cases.iter().map(|case| case.manager.as_str()).collect();
    let names = names_of(door, reader.language(), managers).await?;
    let row = |case: &CaseSummary| {
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
