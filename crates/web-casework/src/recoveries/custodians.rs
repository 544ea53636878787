//! Whom the reader trusts with their key, and the requests of those who trust the reader.

use super::ask::withdrawing;
use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::Sent,
    session::{Insider, names_of},
    sheet::{Cell, Form, Input, Link, Part, Sheet, Table, field},
    show::WorkerNames,
    step::OrAt as _,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{Colleague, CustodyOverview, Recovery};
use page::{Choice, Failure, Problem, time_text};

/// The three questions, by their fields.
const PLACES: [(&str, &str); 3] = [
    ("first", "custodians-first"),
    ("second", "custodians-second"),
    ("third", "custodians-third"),
];

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page(&door, &reader, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let overview = door.casework.custody_overview(reader.request()).await;
    let overview = overview.shown(reader.language())?;
    let colleagues = door.casework.colleagues(reader.request()).await;
    let colleagues = colleagues.shown(reader.language())?;
    let accounts = colleagues.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let is_asked = overview.own.iter().any(|one| one.state.is_open());
    let stranger = is_asked.then(|| Part::Note("bad", words.text("recovery-own-asked")));
    let stop = is_asked.then(|| Part::Form(withdrawing(&reader.visitor).unfolded()));
    let caption = words.text("recovery-kept-table");
    let mut sheet = Sheet::inside(door, reader, words.text("custodians-title"))
        .lead(words.text("custodians-lead"))
        .with_some(stranger)
        .with_some(stop)
        .with(named(reader, &overview, &names))
        .with(naming(
            (door, reader),
            (&colleagues, &names),
            entered,
            &problems,
        ))
        .with(Part::Table(table(reader, caption, &overview.kept, &names)));
    if !overview.own.is_empty() {
        let caption = words.text("recovery-own-table");
        let mut own = table(reader, caption, &overview.own, &names);
        // One is no custodian of one's own key: the rows lead nowhere.
        for (row, one) in own.rows.iter_mut().zip(&overview.own) {
            row[0] = Cell::Text(names.of(&one.worker));
        }
        sheet = sheet.with(Part::Table(own));
    }
    sheet.checked(problems)
}

fn named(reader: &Insider, overview: &CustodyOverview, names: &WorkerNames) -> Part {
    let words = reader.words();
    let Some(custodians) = &overview.custodians else {
        return Part::Note("warn", words.text("custodians-nobody"));
    };
    let one = |account: &String| {
        let name = names.of(account);
        if custodians.suspended.contains(account) {
            words.with("custodians-suspended", &[("name", name.into())])
        } else {
            name
        }
    };
    let all: Vec<String> = custodians.accounts.iter().map(one).collect();
    Part::Facts(vec![
        (words.text("custodians-who"), all.join(", ")),
        (
            words.text("custodians-since"),
            time_text(words, custodians.named_at),
        ),
    ])
}

/// The form, or why there is none: three colleagues of the institution are needed.
fn naming(
    (door, reader): (&TableDoor, &Insider),
    (colleagues, names): (&[Colleague], &WorkerNames),
    entered: &Entered,
    problems: &[Problem],
) -> Part {
    let words = reader.words();
    let worker = reader.worker();
    let can = colleagues.iter().filter(|one| {
        let is_own = one.institution == worker.institution();
        is_own && !one.is_suspended && one.account != worker.account()
    });
    let can: Vec<&Colleague> = can.collect();
    if can.len() < PLACES.len() {
        return Part::Note("calm", words.text("custodians-too-few"));
    }
    let mut form = Form::new("/table/custodians", words.text("custodians-name"))
        .titled(words.text("custodians-name-title"));
    for (name, key) in PLACES {
        let choices = can.iter().map(|one| {
            let profession = words.of("profession", one.profession.code());
            let label = format!("{}, {profession}", names.of(&one.account));
            Choice::new(&one.account, label, entered.get(name))
        });
        form = form.ask(Input::Select(
            field(words, name, key, entered),
            choices.collect(),
        ));
    }
    Part::Form(form.ask_code(door, reader).checked(problems))
}

fn table(reader: &Insider, caption: String, found: &[Recovery], names: &WorkerNames) -> Table {
    let words = reader.words();
    let row = |one: &Recovery| {
        let href = format!("/table/recoveries/{}", one.id.as_str());
        let helpers = [&one.first, &one.second].into_iter().flatten();
        let helpers: Vec<String> = helpers.map(|(by, _)| names.of(by)).collect();
        vec![
            Cell::Open(Link::new(href, names.of(&one.worker))),
            Cell::Text(words.of("recovery-state", one.state.code())),
            Cell::Text(time_text(words, one.asked_at)),
            Cell::Text(match helpers.as_slice() {
                [] => "–".to_owned(),
                some => some.join(", "),
            }),
        ]
    };
    Table {
        caption,
        heads: ["worker", "state", "asked", "helpers"]
            .map(|head| words.of("recovery-column", head))
            .to_vec(),
        rows: found.iter().map(row).collect(),
        empty: words.text("recovery-kept-none"),
    }
}

#[boxed]
pub(super) async fn name(form: Sent) -> Result<Response, Failure> {
    let step = async {
        form.confirmed().await?;
        let three = PLACES.map(|(name, _)| form.entered.get(name).to_owned());
        let named = form.wing().custodians_name(form.request(), &three);
        named.await.or_at("first", form.words())
    };
    let Err(stop) = step.await else {
        return Ok(to("/table/custodians"));
    };
    page(&form.door, &form.reader, &form.entered, stop.problems()?).await
}
