//! The person's own children: how old each is and where. Whoever is with the person gets a bed too; a child
//! in danger is a danger of the case. No name is asked.

use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    show,
    step::OrAt as _,
};
use axum::{Router, response::Response, routing::get};
use boxed::boxed;
use casework::{CaseCode, CaseView, Dependant, DependantAge, DependantPlace, MOST_DEPENDANTS};
use page::{Choice, Failure, Field, Problem, Words};

// words: dependants-* dependant-age-* dependant-place-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/cases/{code}/dependants", get(form).post(submit))
}

/// How many more children than are known the form asks about.
const MORE: usize = 2;

#[boxed]
async fn form(visit: CaseVisit) -> Result<Response, Failure> {
    page((&visit.door, &visit.reader), &visit.code, None, Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: Option<&Entered>,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    view_if(door, reader, code, CaseView::is_assisted).await?;
    let known = door.casework.dependants(reader.request(), code).await;
    let known = known.shown(reader.language())?;
    let words = reader.words();
    let said = match &known {
        None => Part::Note("calm", words.text("dependants-not-asked")),
        Some(list) if list.is_empty() => Part::Note("calm", words.text("dependants-none")),
        Some(list) => {
            let values = [("children", list.len().into())];
            Part::Note("calm", words.with("dependants-known", &values))
        }
    };
    let known = entered.map_or_else(|| known.unwrap_or_default(), read);
    let rows = (known.len() + MORE).min(MOST_DEPENDANTS);
    let mut form = Form::new(
        format!("/table/cases/{code}/dependants"),
        words.text("dependants-button"),
    )
    .titled(words.text("dependants-form"));
    for number in 0..rows {
        form = row(form, words, (number, known.get(number)));
    }
    Sheet::inside(door, reader, words.text("dependants-title"))
        .under(code.as_str())
        .lead(words.text("dependants-lead"))
        .with(said)
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

fn row(form: Form, words: Words, (number, one): (usize, Option<&Dependant>)) -> Form {
    let label = |key: &str| words.with(key, &[("number", (number + 1).into())]);
    let age = one.map_or("", |one| one.age.code());
    let place = one.map_or("", |one| one.place.code());
    let none = |chosen: &str| vec![Choice::new("", words.text("dependants-nobody"), chosen)];
    let mut ages = none(age);
    let codes = DependantAge::ALL.iter().map(|one| one.code());
    ages.extend(show::choices(words, "dependant-age", codes, age));
    let mut places = none(place);
    let codes = DependantPlace::ALL.iter().map(|one| one.code());
    places.extend(show::choices(words, "dependant-place", codes, place));
    let field = |name: &str, key: &str| Field::new(name, label(key)).optional();
    form.ask(Input::Select(
        field(&age_field(number), "dependants-age"),
        ages,
    ))
    .ask(Input::Select(
        field(&place_field(number), "dependants-place"),
        places,
    ))
}

fn age_field(number: usize) -> String {
    format!("age-{number}")
}

fn place_field(number: usize) -> String {
    format!("place-{number}")
}

/// What was entered: a child of whom one thing is known is a child.
fn read(entered: &Entered) -> Vec<Dependant> {
    let one = |number: usize| {
        let age = DependantAge::from_code(entered.get(&age_field(number)));
        let place = DependantPlace::from_code(entered.get(&place_field(number)));
        (age.is_some() || place.is_some()).then(|| Dependant {
            age: age.unwrap_or(DependantAge::NotAsked),
            place: place.unwrap_or(DependantPlace::Unknown),
        })
    };
    (0..MOST_DEPENDANTS).filter_map(one).collect()
}

#[boxed]
async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let code = &form.code;
    let list = read(&form.entered);
    let kept = form.wing().dependants_record(form.request(), code, &list);
    match kept.await.or_at(&age_field(0), form.words()) {
        Ok(()) => Ok(to(format!("/table/cases/{code}/dependants"))),
        Err(stop) => page(form.sender(), code, Some(&form.entered), stop.problems()?).await,
    }
}
