//! The one page of alarms.

use super::{act, witnesses};
use crate::{
    TableDoor,
    choose::{Asking, people},
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{Alarm, AlarmKind, AlarmOverview, Naming};
use page::{Choice, Failure, Problem, Words, time_text};

#[boxed]
pub(super) async fn show(
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
    let overview = door.casework.alarms(reader.request()).await;
    let overview = overview.shown(reader.language())?;
    let proposed = door.casework.alarm_watchers_proposed(reader.request());
    let proposed = proposed.await.shown(reader.language())?;
    let seen = witnesses::overview(door, reader).await?;
    let names = names((door, reader), &overview, proposed.as_ref()).await?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let is_watching = overview.watch.includes(reader.worker().account());
    let workers = words.text("table-workers-title");
    let mut sheet = Sheet::inside(door, reader, words.text("alarm-title"))
        .step("/table/workers".to_owned(), workers)
        .lead(words.text("alarm-lead"))
        .with(watchers(words, &overview, &names));
    if let Some(one) = &proposed {
        sheet = sheet.with(act::waiting(words, one, &names));
        if let Some(form) = act::answering((door, reader), ask, one) {
            sheet = sheet.with(Part::Form(form.checked(&problems)));
        }
    }
    if is_watching {
        sheet = sheet.with(Part::Table(table(words, &overview.alarms, &names)));
        if let Some(form) = act::looking(ask, open_alarms(words, &overview, &names, entered)) {
            sheet = sheet.with(Part::Form(form.checked(&problems)));
        }
        let form = naming((door, reader), ask).await?;
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet
        .with(Part::Heading(words.text("alarm-rules")))
        .with(Part::Steps(rules(words)))
        .with_all(witnesses::parts(reader, &seen))
        .checked(problems)
}

#[boxed]
async fn names(
    (door, reader): (&TableDoor, &Insider),
    overview: &AlarmOverview,
    proposed: Option<&Naming>,
) -> Result<WorkerNames, Failure> {
    let watch = &overview.watch;
    let mut accounts: Vec<&str> = watch.watchers.iter().map(String::as_str).collect();
    accounts.extend(watch.named.iter().map(|(by, _)| by.as_str()));
    if let Some(one) = proposed {
        accounts.extend(one.people.iter().map(String::as_str));
        accounts.push(&one.by);
    }
    for alarm in &overview.alarms {
        accounts.push(&alarm.worker);
        accounts.extend(alarm.acknowledged.iter().map(|one| one.by.as_str()));
    }
    names_of(door, reader.language(), accounts).await
}

fn watchers(words: Words, overview: &AlarmOverview, names: &WorkerNames) -> Part {
    let watch = &overview.watch;
    let who: Vec<String> = watch.watchers.iter().map(|one| names.of(one)).collect();
    let who = who.join(", ");
    match &watch.named {
        Some((by, at)) => {
            let values = [
                ("names", who.into()),
                ("by", names.of(by).into()),
                ("at", time_text(words, *at).into()),
            ];
            Part::Note("calm", words.with("alarm-watched-by", &values))
        }
        None => {
            let values = [("names", who.into())];
            Part::Note("warn", words.with("alarm-nobody-named", &values))
        }
    }
}

/// What an alarm says: how many, and what is usual.
fn told(words: Words, alarm: &Alarm) -> String {
    let values = [
        ("number", alarm.number.into()),
        ("usual", alarm.usual.unwrap_or_default().into()),
    ];
    words.with(&format!("alarm-told-{}", alarm.kind.code()), &values)
}

fn rules(words: Words) -> Vec<String> {
    let values = [
        ("persons", AlarmKind::PERSONS_AN_HOUR.into()),
        ("times", AlarmKind::TIMES_USUAL.into()),
        ("fewest", AlarmKind::FEWEST_PERSONS.into()),
        ("days", AlarmKind::DAYS_COMPARED.into()),
        ("refusals", AlarmKind::REFUSALS_AN_HOUR.into()),
        ("emergencies", AlarmKind::EMERGENCIES_A_MONTH.into()),
        ("texts", AlarmKind::TEXTS_AN_HOUR.into()),
        ("known", AlarmKind::DAYS_KNOWN.into()),
        ("matters", AlarmKind::MATTERS_AN_HOUR.into()),
    ];
    let kinds = AlarmKind::ALL.iter();
    kinds
        .map(|kind| words.with(&format!("alarm-rule-{}", kind.code()), &values))
        .collect()
}

/// The alarms that nobody has looked at, to choose one.
fn open_alarms(
    words: Words,
    overview: &AlarmOverview,
    names: &WorkerNames,
    entered: &Entered,
) -> Vec<Choice> {
    let open = overview.alarms.iter();
    let open = open.filter(|one| one.acknowledged.is_none());
    open.map(|one| {
        let at = time_text(words, one.raised_at);
        let text = format!("{at}: {}. {}", told(words, one), names.of(&one.worker));
        Choice::new(one.id.to_string(), text, entered.get("alarm"))
    })
    .collect()
}

fn table(words: Words, alarms: &[Alarm], names: &WorkerNames) -> Table {
    let row = |one: &Alarm| {
        let looked = match &one.acknowledged {
            None => Cell::Tag("bad", words.text("alarm-not-looked-at")),
            Some(looked) => Cell::Text(format!(
                "{}, {}: {}. {}",
                names.of(&looked.by),
                time_text(words, looked.at),
                words.of("alarm-finding", looked.finding.code()),
                looked.reason
            )),
        };
        vec![
            Cell::Text(time_text(words, one.raised_at)),
            Cell::Text(names.of(&one.worker)),
            Cell::Text(told(words, one)),
            looked,
        ]
    };
    Table {
        caption: words.text("alarm-table"),
        heads: ["raised", "worker", "told", "looked"]
            .map(|head| words.of("alarm-column", head))
            .to_vec(),
        rows: alarms.iter().map(row).collect(),
        empty: words.text("alarm-none"),
    }
}

/// Naming the two who look: offered to whoever looks now.
#[boxed]
async fn naming((door, reader): (&TableDoor, &Insider), ask: Asking<'_>) -> Result<Form, Failure> {
    let own = reader.worker().institution().to_owned();
    let fits = |one: &casework::Colleague| one.institution == own;
    let colleagues = people((door, reader), fits, "").await?;
    let words = ask.words;
    let pick = |name: &str, key: &str| {
        let chosen = ask.entered.get(name);
        let choices = colleagues
            .iter()
            .map(|one| Choice::new(&one.code, one.name.clone(), chosen))
            .collect();
        Input::Select(ask.field(name, key), choices)
    };
    Ok(Form::new(
        "/table/alarms/watchers",
        words.text("alarm-watchers-button"),
    )
    .folded(words.text("alarm-watchers-form"))
    .ask(pick("first", "alarm-watcher-first"))
    .ask(pick("second", "alarm-watcher-second"))
    .ask_code(door, reader))
}
