//! The page of a case.

use super::{progress, view::view};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    sent::CaseVisit,
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
use boxed::boxed;
use casework::{CaseView, Task};
use page::{Failure, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let seen = view(&door, &reader, &code).await?;
    let tasks = door.casework.tasks_of_case(reader.request(), &code).await;
    let tasks = tasks.shown(reader.language())?;
    let words = reader.words();
    let title = words.with("case-page-title", &[("code", code.as_str().into())]);
    let sheet = Sheet::inside(&door, &reader, title)
        .with_some(danger(&reader, &seen))
        .with_some(
            (seen.briefed_at.is_none())
                .then(|| Part::Note("warn", words.text("case-page-not-briefed"))),
        )
        .with(progress::part(&reader, &seen))
        .with(Part::Facts(facts(&door, &reader, &seen).await?))
        .with(Part::Table(task_table(&reader, &tasks)))
        .with_some(averting(&reader, &seen));
    with_steps(sheet, &reader, &seen).answer()
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

#[boxed]
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
            format!("{}, {institution}", names.person(&seen.manager)),
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

/// A step on a case: its address, the key of its words, and whether the reader's grants allow it.
type Step = (&'static str, &'static str, bool);

/// What the reader's grants allow, by what one wants to do; each page asks again.
fn steps(seen: &CaseView) -> [(&'static str, Vec<Step>); 4] {
    let (assists, manages) = (seen.is_assisted(), seen.is_managed());
    [
        (
            "person",
            vec![
                ("reveal", "case-page-to-reveal", !seen.opens.is_empty()),
                ("write", "case-page-to-write", seen.is_written()),
                ("briefing", "case-page-to-briefing", assists),
                ("report", "case-page-to-report", manages),
            ],
        ),
        (
            "helping",
            vec![
                ("first-help", "case-page-to-first-help", assists),
                ("child", "case-page-to-child", assists),
                ("dependants", "case-page-to-dependants", assists),
                ("screenings", "case-screening-title", assists),
                ("experience", "case-page-to-experience", assists),
                ("needs", "case-page-to-needs", assists),
                ("plan", "case-page-to-plan", assists),
                ("stays", "case-page-to-stays", assists),
                ("identification", "case-page-to-identification", assists),
                ("followup", "case-page-to-followup", assists),
            ],
        ),
        (
            "telling",
            vec![
                ("consents", "case-consent-title", assists),
                ("referrals", "case-referral-title", assists),
                ("links", "case-page-to-links", manages),
                ("duplicates", "case-page-to-duplicates", manages),
            ],
        ),
        (
            "leading",
            vec![
                ("holders", "case-page-to-holders", manages),
                ("transfer", "case-page-to-transfer", manages),
                ("statistics", "case-statistics-link", assists),
                ("closing", "case-page-to-closing", manages),
            ],
        ),
    ]
}

fn with_steps(mut sheet: Sheet, reader: &Insider, seen: &CaseView) -> Sheet {
    let words = reader.words();
    for (group, steps) in steps(seen) {
        let allowed = steps.into_iter().filter(|(_, _, is_allowed)| *is_allowed);
        let link = |(step, key, _): Step| {
            let href = format!("/table/cases/{}/{step}", seen.code);
            Link::new(href, words.text(key))
        };
        let links: Vec<Link> = allowed.map(link).collect();
        if !links.is_empty() {
            sheet = sheet
                .with(Part::Heading(words.of("case-page-group", group)))
                .with(Part::Links(links));
        }
    }
    sheet
}

#[boxed]
pub(super) async fn averted(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let code = crate::address::code_of(&reader, &code)?;
    let done = door.casework.danger_averted(reader.request(), &code).await;
    done.shown(reader.language())?;
    Ok(Redirect::to(&format!("/table/cases/{code}")))
}
