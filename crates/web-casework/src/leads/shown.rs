//! The page of cases without a lead.

use crate::{
    TableDoor,
    choose::Asking,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{LeadOverview, LeaderlessCase, Succession, SuccessionState, SuccessionWay};
use page::{Choice, Failure, Problem, Words, time_text};
use std::collections::BTreeSet;

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
    let found = door.casework.leads_missing(reader.request()).await;
    let found = found.shown(reader.language())?;
    let names = names(door, reader, &found).await?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let parts = [
        naming((door, reader), ask, (&found, &names)),
        answering((door, reader), ask, (&found, &names)),
        taking((door, reader), ask, &found),
    ];
    let parts = parts.into_iter().flatten();
    let parts = parts.map(|form| Part::Form(form.checked(&problems)));
    Sheet::inside(door, reader, words.text("lead-title"))
        .lead(words.text("lead-lead"))
        .with_some(must_act(words, &found, &names))
        .with(Part::Table(table(words, &found, &names)))
        .with_all(parts.collect())
        .with(Part::Heading(words.text("lead-rules")))
        .with(Part::Steps(
            ["two", "grant", "custodians", "keepers", "taken"]
                .map(|rule| words.of("lead-rule", rule))
                .to_vec(),
        ))
        .checked(problems)
}

#[boxed]
async fn names(
    door: &TableDoor,
    reader: &Insider,
    found: &LeadOverview,
) -> Result<WorkerNames, Failure> {
    let mut accounts: BTreeSet<&str> = found.deciders.iter().map(String::as_str).collect();
    for case in &found.cases {
        accounts.insert(&case.left);
        accounts.extend(
            case.deciders
                .iter()
                .chain(&case.candidates)
                .map(String::as_str),
        );
        if let Some(one) = &case.succession {
            accounts.extend([one.to.as_str(), one.by.as_str()]);
        }
    }
    names_of(door, reader.language(), accounts.into_iter().collect()).await
}

fn list(names: &WorkerNames, accounts: &[String]) -> String {
    let named: Vec<String> = accounts.iter().map(|one| names.of(one)).collect();
    named.join(", ")
}

/// How many cases have no lead, and who must act: said to everybody of the institution.
fn must_act(words: Words, found: &LeadOverview, names: &WorkerNames) -> Option<Part> {
    let count = i64::try_from(found.number).unwrap_or(i64::MAX);
    let values = [
        ("count", count.into()),
        ("names", list(names, &found.deciders).into()),
    ];
    let key = if found.deciders.is_empty() {
        "lead-nobody-acts"
    } else {
        "lead-who-acts"
    };
    (count > 0).then(|| Part::Note("warn", words.with(key, &values)))
}

fn table(words: Words, found: &LeadOverview, names: &WorkerNames) -> Table {
    let row = |one: &LeaderlessCase| {
        vec![
            Cell::Text(one.code.to_string()),
            Cell::Text(words.of("case-phase", one.phase.code())),
            Cell::Text(names.of(&one.left)),
            Cell::Text(
                one.due_at
                    .map_or_else(|| "–".to_owned(), |at| day_of(words, at)),
            ),
            state(words, one, names),
            Cell::Text(list(names, &one.deciders)),
        ]
    };
    Table {
        caption: words.text("lead-table"),
        heads: ["code", "phase", "left", "due", "state", "deciders"]
            .map(|head| words.of("lead-column", head))
            .to_vec(),
        rows: found.cases.iter().map(row).collect(),
        empty: words.text("lead-none"),
    }
}

fn state(words: Words, case: &LeaderlessCase, names: &WorkerNames) -> Cell {
    let Some(one) = &case.succession else {
        return match case.way {
            None => Cell::Tag("bad", words.text("lead-no-way")),
            Some(way) => Cell::Tag("warn", words.of("succession-way", way.code())),
        };
    };
    let values = [
        ("to", names.of(&one.to).into()),
        ("by", names.of(&one.by).into()),
        ("at", time_text(words, one.at).into()),
    ];
    let key = format!("succession-state-{}", one.state.code());
    Cell::Text(words.with(&key, &values))
}

/// Naming a lead: for each case that waits for one the people who may lead it.
fn naming(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    (found, names): (&LeadOverview, &WorkerNames),
) -> Option<Form> {
    let me = reader.worker().account();
    let words = reader.words();
    let cases = found.cases.iter();
    let cases = cases.filter(|one| one.succession.is_none() && one.way.is_some());
    let chosen = ask.entered.get("lead");
    let choices: Vec<Choice> = cases
        .flat_map(|case| {
            let people = case.candidates.iter().filter(|one| *one != me);
            people.map(|one| {
                let text = format!("{} – {}", case.code, names.of(one));
                Choice::new(format!("{}/{one}", case.code), text, chosen)
            })
        })
        .collect();
    let form = Form::new("/table/leads", words.text("lead-name-button"))
        .titled(words.text("lead-name-form"))
        .ask(Input::Select(
            ask.field("lead", "lead-ask-lead"),
            choices.clone(),
        ))
        .ask_code(door, reader);
    (!choices.is_empty()).then_some(form)
}

fn open<'o>(
    found: &'o LeadOverview,
    fits: impl Fn(&Succession) -> bool + 'o,
) -> impl Iterator<Item = (&'o LeaderlessCase, &'o Succession)> {
    let cases = found.cases.iter();
    let named = cases.filter_map(|case| Some((case, case.succession.as_ref()?)));
    named.filter(move |(_, one)| fits(one))
}

/// Being the second person, or saying no.
fn answering(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    (found, names): (&LeadOverview, &WorkerNames),
) -> Option<Form> {
    let me = reader.worker().account();
    let words = reader.words();
    let chosen = ask.entered.get("succession");
    let may = |case: &LeaderlessCase| case.deciders.iter().any(|one| one == me);
    let choices: Vec<Choice> = open(found, |_| true)
        .filter(|(case, _)| may(case))
        .map(|(case, one)| {
            let text = format!("{} – {}", case.code, names.of(&one.to));
            Choice::new(one.id.as_str(), text, chosen)
        })
        .collect();
    let answers: &[&str] = if open(found, |one| one.may_confirm).next().is_some() {
        &["confirm", "drop"]
    } else {
        &["drop"]
    };
    let form = Form::new("/table/leads/answered", words.text("lead-answer-button"))
        .titled(words.text("lead-answer-form"))
        .ask(Input::Select(
            ask.field("succession", "lead-ask-which"),
            choices.clone(),
        ))
        .ask(ask.one_of(
            ("answer", "lead-ask-answer"),
            "lead-answer",
            answers.iter().copied(),
        ))
        .ask_code(door, reader);
    (!choices.is_empty()).then_some(form)
}

/// Taking a case over, for whoever was named.
fn taking(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    found: &LeadOverview,
) -> Option<Form> {
    let me = reader.worker().account();
    let words = reader.words();
    let chosen = ask.entered.get("taken");
    let mine = open(found, move |one| {
        one.to == me && one.state == SuccessionState::SuccessionConfirmed
    });
    let mine: Vec<(&LeaderlessCase, &Succession)> = mine.collect();
    let choices = mine.iter().map(|(case, one)| {
        let value = format!("{}/{}", case.code, one.id.as_str());
        Choice::new(value, case.code.to_string(), chosen)
    });
    let loses =
        |(_, one): &(&LeaderlessCase, &Succession)| one.way == SuccessionWay::InstitutionsKeepers;
    let which = ask.field("taken", "lead-ask-taken");
    let which = if mine.iter().any(loses) {
        which.hint(words.text("lead-ask-taken-hint"))
    } else {
        which
    };
    let form = Form::new("/table/leads/taken", words.text("lead-take-button"))
        .titled(words.text("lead-take-form"))
        .ask(Input::Select(which, choices.collect()))
        .ask(ask.one_of(("take", "lead-ask-answer"), "lead-take", ["yes", "no"]))
        .ask_code(door, reader);
    (!mine.is_empty()).then_some(form)
}
