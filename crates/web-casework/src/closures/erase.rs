//! Erasing a person, in two steps: first everybody reads what is destroyed and what stays, then the
//! code is typed by hand and the second factor given. There is no third step back.

use super::address;
use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView};
use page::{Failure, Problem};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    first((&door, &reader), &code, Vec::new()).await
}

/// Why the case cannot be erased now; none when it can.
#[boxed]
async fn hindrance(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<Option<String>, Failure> {
    let language = reader.language();
    let words = reader.words();
    let holds = door.casework.holds(reader.request(), code).await;
    if holds
        .shown(language)?
        .iter()
        .any(|one| one.lifted_at.is_none())
    {
        return Ok(Some(words.text("erase-held")));
    }
    let closures = door.casework.closures(reader.request(), code).await;
    let closures = closures.shown(language)?;
    let last = closures.iter().find(|one| one.reopened_at.is_none());
    Ok(match last {
        None => Some(words.text("erase-not-closed")),
        Some(last) if last.keep_until > reader.visitor.now => {
            let values = [("day", day_of(words, last.keep_until).into())];
            Some(words.with("case-erase-from", &values))
        }
        Some(_) => None,
    })
}

fn sheet(door: &TableDoor, reader: &Insider, code: &CaseCode) -> Sheet {
    let words = reader.words();
    Sheet::inside(door, reader, words.text("case-erase-title"))
        .under(code.as_str())
        .step(address(code), words.text("case-closing-title"))
        .lead(words.text("case-erase-lead"))
}

/// The first step: what is destroyed, and what stays.
#[boxed]
async fn first(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    view_if(door, reader, code, CaseView::is_managed).await?;
    let words = reader.words();
    let list = |family: &str, parts: &[&str]| {
        let parts = parts.iter().map(|part| words.of(family, part));
        Part::Steps(parts.collect())
    };
    let hindrance = hindrance(door, reader, code).await?;
    let next = match hindrance {
        Some(why) => Part::Note("warn", why),
        None => Part::Form(
            Form::new(
                format!("/table/cases/{code}/erase"),
                words.text("case-erase-go-on"),
            )
            .ask(Input::Hidden("step", "1".to_owned()))
            .ask(Input::Yes(
                page::Field::new("understood", words.text("case-erase-understood")).optional(),
            ))
            .checked(&problems),
        ),
    };
    let destroyed = ["person", "records", "told", "traces", "backups"];
    sheet(door, reader, code)
        .with(Part::Heading(words.text("case-erase-destroyed-title")))
        .with(list("case-erase-destroyed", &destroyed))
        .with(Part::Heading(words.text("case-erase-stays-title")))
        .with(list("case-erase-stays", &["codes", "log"]))
        .with(next)
        .checked(problems)
}

/// The second step: the code by hand, and the second factor.
fn second(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let form = Form::new(
        format!("/table/cases/{code}/erase"),
        words.text("case-erase-button"),
    )
    .ask(Input::Hidden("step", "2".to_owned()))
    .ask(Input::Line(
        field(words, "typed", "case-erase-typed", entered)
            .hint(words.text("case-erase-typed-hint")),
    ))
    .ask_code(door, reader)
    .checked(&problems);
    sheet(door, reader, code)
        .with(Part::Note("bad", words.text("case-erase-last")))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let place = form.sender();
    view_if(place.0, place.1, &form.code, CaseView::is_managed).await?;
    let words = form.words();
    if hindrance(place.0, place.1, &form.code).await?.is_some() {
        return first(place, &form.code, Vec::new()).await;
    }
    if form.entered.get("step") != "2" {
        if form.entered.is_yes("understood") {
            return second(place, &form.code, &form.entered, Vec::new());
        }
        let problem = Problem::new("understood", words.text("case-erase-read-first"));
        return first(place, &form.code, vec![problem]).await;
    }
    let step = async {
        let typed = CaseCode::parse(form.entered.get("typed")).ok();
        if typed.as_ref() != Some(&form.code) {
            let wrong = words.text("case-erase-typed-wrong");
            return Err(Problem::new("typed", wrong).into());
        }
        form.confirmed().await?;
        let erased = form.wing().case_erase(form.request(), &form.code).await;
        erased.or_at("typed", words)
    };
    match step.await {
        Ok(()) => Ok(to("/table/today")),
        Err(stop) => second(place, &form.code, &form.entered, stop.problems()?),
    }
}
