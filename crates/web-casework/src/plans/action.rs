//! One action: what it says, what the person answered, what can be done with it now, and all its
//! versions.

use super::{address, answer, ids_of, plan::state, provider, revise};
use crate::{
    TableDoor,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    providers::Names,
    session::{Insider, names_of},
    sheet::{Cell, Part, Sheet, Table},
    show::{WorkerNames, list},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{ActionVersion, ActionView, CaseCode};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, action)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (code, action) = ids_of(&reader, (&code, &action))?;
    let view = door.casework.plan_action(reader.request(), &code, &action);
    let view = view.await.shown(reader.language())?;
    page(
        (&door, &reader),
        (&code, &view),
        &Entered::default(),
        Vec::new(),
    )
    .await
}

/// The page of an action, with what was typed and what was wrong with it.
#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    (code, view): (&CaseCode, &ActionView),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let names = Names::read(door, reader).await?;
    let writers = view.versions.iter().map(|one| one.by.as_str()).collect();
    let writers = names_of(door, reader.language(), writers).await?;
    let mut sheet = Sheet::inside(door, reader, words.text("case-action-title"))
        .under(code.as_str())
        .step(
            format!("/table/cases/{code}/plan"),
            words.text("case-plan-title"),
        )
        .with(Part::Opened(
            words.text("case-action-says"),
            view.action.text.expose().to_owned(),
        ))
        .with(Part::Facts(facts(reader, view, &names)));
    for form in answer::forms(reader, (code, view), entered) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    if let Some(part) = provider::part(door, reader, (code, view), &problems).await? {
        sheet = sheet.with(part);
    }
    sheet
        .with_some(
            revise::form(reader, (code, view), entered)
                .map(|form| Part::Form(form.checked(&problems))),
        )
        .with(Part::Table(versions(reader, view, &writers)))
        .checked(problems)
}

fn facts(reader: &Insider, view: &ActionView, names: &Names) -> Vec<(String, String)> {
    let words = reader.words();
    let action = &view.action;
    let helps = action.provider.as_ref().map_or_else(
        || words.text("case-action-nobody-chosen"),
        |provider| names.of(reader, provider),
    );
    let goal = format!(
        "{}: {}",
        words.of("domain", view.domain.code()),
        view.goal.expose()
    );
    [
        ("goal", goal),
        ("service", words.of("service", action.service.code())),
        ("state", words.of("action-state", action.state.code())),
        ("due", day_of(words, action.due_at)),
        ("helps", helps),
    ]
    .map(|(key, text)| (words.of("case-plan-head", key), text))
    .to_vec()
}

fn versions(reader: &Insider, view: &ActionView, writers: &WorkerNames) -> Table {
    let words = reader.words();
    let row = |one: &ActionVersion| {
        let present = one.present.iter().map(|witness| witness.code());
        let present = match one.present.as_slice() {
            [] => "–".to_owned(),
            _ => list(words, "witness", present),
        };
        let text = one.text.as_ref();
        let text = text.map_or_else(|| "–".to_owned(), |text| text.expose().to_owned());
        vec![
            Cell::Text(one.version.to_string()),
            Cell::Text(words.of("action-change", one.change.code())),
            Cell::Text(present),
            Cell::Text(writers.of(&one.by)),
            Cell::Text(time_text(words, one.at)),
            Cell::Text(text),
        ]
    };
    Table {
        caption: words.text("case-action-versions"),
        heads: ["version", "change", "present", "by", "at", "text"]
            .map(|head| words.of("case-action-head", head))
            .to_vec(),
        rows: view.versions.iter().map(row).collect(),
        empty: words.text("case-action-no-versions"),
    }
}

/// Where a form of this action goes.
pub(super) fn target(code: &CaseCode, view: &ActionView, what: &str) -> String {
    format!("{}/{what}", address(code, &view.action.id))
}

/// The state of an action, for the page that shows a conflict.
pub(super) fn state_text(reader: &Insider, view: &ActionView) -> String {
    match state(reader, view.action.state) {
        Cell::Tag(_, text) => text,
        _ => String::new(),
    }
}
