//! How old the person is taken to be and why, and, while they are or may be a child, who speaks for them and
//! what is arranged.

mod age;
mod measures;
mod read;

use crate::{
    TableDoor,
    cases::view::view_if,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Part, Sheet},
    step::Step,
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use boxed::boxed;
use casework::{CaseCode, CaseView};
use page::{Failure, Problem};

// words: child-* age-basis-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route(
            "/table/cases/{code}/child",
            get(show).post(measures::submit),
        )
        .route("/table/cases/{code}/child/age", post(age::submit))
        .route("/table/cases/{code}/child/age-read", post(read::age))
        .route("/table/cases/{code}/child/read", post(read::measure))
}

#[boxed]
async fn show(visit: CaseVisit) -> Result<Response, Failure> {
    let reading = (&visit.door, &visit.reader);
    page(reading, &visit.code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view_if(door, reader, code, CaseView::is_assisted).await?;
    let known = door.casework.child_measures(reader.request(), code).await;
    let known = known.shown(reader.language())?;
    let accounts = known.latest.iter().map(|one| one.by.as_str());
    let accounts = accounts.chain(known.ages.iter().map(|one| one.by.as_str()));
    let names = names_of(door, reader.language(), accounts.collect()).await?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let mut sheet = Sheet::inside(door, reader, words.text("child-title"))
        .under(code.as_str())
        .lead(words.text("child-lead"))
        .with(Part::Facts(vec![(
            words.of("case-column", "age"),
            words.of("concern-age", seen.age.code()),
        )]));
    if seen.age.is_protected_as_child() {
        sheet = sheet
            .with(Part::Table(measures::table(
                words,
                (code, &known.latest),
                &names,
            )))
            .with(Part::Form(
                measures::form(door, ask, code).checked(&problems),
            ));
    } else {
        sheet = sheet.with(Part::Note("calm", words.text("child-adult")));
    }
    sheet
        .with(Part::Table(age::table(words, (code, &known.ages), &names)))
        .with(Part::Form(age::form(door, ask, code).checked(&problems)))
        .checked(problems)
}

/// Back to the page after a step, or the page with what was wrong with it.
#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/cases/{}/child", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
