//! The page of a case.

use super::{code_of, progress, view};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Form, Link, Part, Sheet, Table},
    show::{self, list},
    tasks,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{Redirect, Response},
};
use casework::{CaseView, Task};
use page::{Failure, time_text};

pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let code = code_of(&reader, &code)?;
    let seen = view(&door, &reader, &code).await?;
    let tasks = door.casework.tasks_of(reader.request()).await;
    let mut tasks = tasks.shown(reader.language())?;
    tasks.retain(|task| task.code == code.as_str());
    let words = reader.words();
    let title = words.with("case-page-title", &[("code", code.as_str().into())]);
    Sheet::inside(&door, &reader, title)
        .with_some(danger(&reader, &seen))
        .with_some(
            (seen.briefed_at.is_none())
                .then(|| Part::Note("warn", words.text("case-page-not-briefed"))),
        )
        .with(progress::part(&reader, &seen))
        .with(Part::Facts(facts(&door, &reader, &seen).await?))
        .with(Part::Table(task_table(&reader, &tasks)))
        .with(Part::Heading(words.text("case-page-steps")))
        .with(Part::Links(links(&reader, &seen)))
        .with_some(averting(&reader, &seen))
        .answer()
}

fn danger(reader: &Insider, seen: &CaseView) -> Option<Part> {
    let text = reader.words().text("case-page-danger");
    seen.is_danger_open.then_some(Part::Note("bad", text))
}

fn averting(reader: &Insider, seen: &CaseView) -> Option<Part> {
    let words = reader.words();
    let action = format!("/table/cases/{}/averted", seen.code);
    let form = Form::new(action, words.text("case-page-averted"))
        .folded(words.text("case-page-averted-title"));
    (seen.is_danger_open && seen.is_managed()).then_some(Part::Form(form))
}

async fn facts(
    door: &TableDoor,
    reader: &Insider,
    seen: &CaseView,
) -> Result<Vec<(String, String)>, Failure> {
    let words = reader.words();
    let names = names_of(door, reader.language(), vec![seen.manager.as_str()]).await?;
    let briefed = seen.briefed_at.map_or_else(
        || words.text("case-page-not-yet"),
        |at| time_text(words, at),
    );
    let institution = show::institution(door, words, &seen.institution);
    let opens = seen.opens.iter().map(|one| one.code());
    let purposes = seen.purposes.iter().map(|one| one.code());
    let facts = [
        ("phase", words.of("case-phase", seen.phase.code())),
        (
            "identification",
            words.of("case-identification", seen.identification.code()),
        ),
        ("age", words.of("concern-age", seen.age.code())),
        ("source", words.of("concern-source", seen.source.code())),
        ("channel", words.of("concern-channel", seen.channel.code())),
        ("region", show::region(door, words, seen.region.as_str())),
        (
            "manager",
            format!("{}, {institution}", names.of(&seen.manager)),
        ),
        ("opened", time_text(words, seen.opened_at)),
        ("briefed", briefed),
        ("opens", list(words, "case-compartment", opens)),
        ("purposes", list(words, "case-purpose", purposes)),
    ];
    let facts = facts.into_iter();
    Ok(facts
        .map(|(key, text)| (words.of("case-column", key), text))
        .collect())
}

fn task_table(reader: &Insider, tasks: &[Task]) -> Table {
    let words = reader.words();
    let row = |task: &Task| {
        let due = time_text(words, task.due_at);
        let kind = if task.is_overdue { "bad" } else { "" };
        vec![tasks::cell(reader, task, true), Cell::Tag(kind, due)]
    };
    Table {
        caption: words.text("case-page-tasks"),
        heads: ["task", "due"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: tasks.iter().map(row).collect(),
        empty: words.text("case-page-no-tasks"),
    }
}

/// What the reader's grants allow; each page asks again.
fn links(reader: &Insider, seen: &CaseView) -> Vec<Link> {
    let words = reader.words();
    let links = [
        ("reveal", "case-page-to-reveal", !seen.opens.is_empty()),
        ("write", "case-page-to-write", seen.is_written()),
        ("briefing", "case-page-to-briefing", seen.is_assisted()),
        ("screenings", "case-screening-title", seen.is_assisted()),
        ("consents", "case-consent-title", seen.is_assisted()),
        ("referrals", "case-referral-title", seen.is_assisted()),
        ("needs", "case-page-to-needs", seen.is_assisted()),
        ("plan", "case-page-to-plan", seen.is_assisted()),
        ("stays", "case-page-to-stays", seen.is_assisted()),
        (
            "identification",
            "case-page-to-identification",
            seen.is_assisted(),
        ),
        ("followup", "case-page-to-followup", seen.is_assisted()),
        ("holders", "case-page-to-holders", seen.is_managed()),
        ("duplicates", "case-page-to-duplicates", seen.is_managed()),
        ("report", "case-page-to-report", seen.is_managed()),
        ("closing", "case-page-to-closing", seen.is_managed()),
        ("links", "case-page-to-links", seen.is_managed()),
        ("transfer", "case-page-to-transfer", seen.is_managed()),
        ("statistics", "case-statistics-link", seen.is_assisted()),
    ];
    links
        .into_iter()
        .filter(|(_, _, is_shown)| *is_shown)
        .map(|(step, key, _)| {
            Link::new(
                format!("/table/cases/{}/{step}", seen.code),
                words.text(key),
            )
        })
        .collect()
}

pub(super) async fn averted(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let done = door.casework.danger_averted(reader.request(), &code).await;
    done.shown(reader.language())?;
    Ok(Redirect::to(&format!("/table/cases/{code}")))
}
