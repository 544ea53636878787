//! Taking a matter in: codes first; the authority's own number is sealed.

use crate::{
    TableDoor,
    choose::{Asking, terms, to},
    entered::Entered,
    sent::Sent,
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    show,
    step::OrAt as _,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{MatterDescription, MatterScope, NewMatter, Profession, SecretText};
use page::{Failure, Problem};
use vocabulary::{PlaceCode, TermCode};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page((&door, &reader), &Entered::default(), Vec::new())
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let profession = reader.worker().profession();
    if !matches!(profession, Profession::Police | Profession::Prosecutor) {
        return Err(reader.visitor.not_found());
    }
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let own = reader.visitor.actor.region().map(ToString::to_string);
    let region = match entered.get("region") {
        "" => own.unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let number = ask
        .field("number", "matter-page-number")
        .optional()
        .hint(words.text("matter-page-number-hint"));
    let form = Form::new("/table/matters/new", words.text("matter-page-new-button"))
        .ask(ask.mark(door))
        .ask(Input::Select(
            ask.field("region", "matter-page-region"),
            show::regions(door, words, &region),
        ))
        .ask(ask.any_of(
            ("articles", "matter-page-articles"),
            terms(door, words, "article"),
        ))
        .ask(ask.day("reported", "matter-page-reported"))
        .ask(scope(ask))
        .ask(ask.any_of(
            ("linked", "matter-page-linked"),
            terms(door, words, "linked-crime"),
        ))
        .ask(ask.any_of(("needs", "matter-page-needs"), terms(door, words, "need")))
        .ask(Input::Line(number))
        .checked(&problems);
    Sheet::inside(door, reader, words.text("matter-page-new-title"))
        .lead(words.text("matter-page-new-lead"))
        .with(Part::Form(form))
        .checked(problems)
}

/// Whether a matter crosses a border.
pub(super) fn scope(ask: Asking<'_>) -> Input {
    let codes = MatterScope::ALL.iter().map(|one| one.code());
    ask.one_of(("scope", "matter-page-scope"), "matter-scope", codes)
}

/// The terms that were ticked.
pub(super) fn ticked(ask: Asking<'_>, name: &str) -> Vec<TermCode> {
    let ticked = ask.entered.all(name);
    ticked
        .filter_map(|code| TermCode::parse(code).ok())
        .collect()
}

#[boxed]
pub(super) async fn submit(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let new = matter(&form.door, form.ask())?;
        let code = form.wing().matter_open(form.request(), &new).await;
        code.or_at("articles", form.words())
    };
    match step.await {
        Ok(code) => Ok(to(super::at(&code, ""))),
        Err(stop) => page(form.sender(), &form.entered, stop.problems()?),
    }
}

fn matter(door: &TableDoor, ask: Asking<'_>) -> Result<NewMatter, Problem> {
    let known = |dimension: &str, name: &str| -> Vec<TermCode> {
        let mut found = ticked(ask, name);
        found.retain(|code| door.country.term(dimension, code.as_str()).is_some());
        found
    };
    let region = PlaceCode::parse(ask.entered.get("region"));
    let number = ask.entered.get("number");
    Ok(NewMatter {
        request: ask.entered.get("request").to_owned(),
        region: region.map_err(|_| ask.missing("region"))?,
        articles: known("article", "articles"),
        description: MatterDescription {
            scope: ask.chosen("scope", MatterScope::from_code)?,
            linked_crimes: known("linked-crime", "linked"),
            needs: known("need", "needs"),
            assets_seized_at: None,
        },
        reported_at: ask.day_of("reported", "matter-date-invalid")?,
        number: (!number.is_empty()).then(|| SecretText::new(number)),
    })
}
