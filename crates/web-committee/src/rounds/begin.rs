//! Beginning a round: the form, and what comes of it.

use super::permit;
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    navigation::frame,
    session::SignedIn,
    show,
};
use access::HoldRound;
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::Form;
use boxed::boxed;
use estimation::rounds::{LEAST_LISTS, MOST_LISTS, NewRound, RoundSchema, round_create};
use page::{Failure, Frame, Problem, html, period_text};
use serde::Deserialize;
use vocabulary::{InstitutionCode, Period, PeriodKind};

/// How many years back a round may look.
const YEARS: usize = 6;
/// How many quarters back.
const QUARTERS: usize = 8;

/// What was entered.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Entered {
    csrf: String,
    title: String,
    period: String,
    participants: Vec<String>,
    schema: String,
}

/// The institutions of one place.
struct Group {
    place: String,
    is_open: bool,
    /// Code, name, whether it is ticked.
    institutions: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "rounds/new.html")]
struct NewPage {
    frame: Frame,
    problems: Vec<Problem>,
    entered: Entered,
    periods: Vec<(String, String)>,
    groups: Vec<Group>,
    participants_hint: String,
}

#[boxed]
pub(crate) async fn form(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    permit::<HoldRound>(&door, &reader)?;
    page(&door, &reader, Entered::default(), Vec::new())
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit::<HoldRound>(&door, &reader)?;
    let words = reader.words();
    let refuse = |entered, problems| -> Result<Response, Failure> {
        let page = page(&door, &reader, entered, problems)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Ok(period) = Period::parse(&entered.period) else {
        let text = words.text("round-needs-period");
        return refuse(entered, vec![Problem::new("period", text)]);
    };
    let schema = match RoundSchema::parse(&entered.schema) {
        Ok(schema) => schema,
        Err(error) => {
            let text = words.text(error.key());
            return refuse(entered, vec![Problem::new("schema", text)]);
        }
    };
    let codes = entered.participants.iter();
    let round = NewRound {
        title: entered.title.clone(),
        period,
        schema,
        participants: codes
            .filter_map(|code| InstitutionCode::parse(code).ok())
            .collect(),
    };
    let now = door.clock.now();
    let made = round_create(&door.database, door.country(), &permit, &round, now).await;
    let field = if round.title.trim().is_empty() {
        "title"
    } else {
        "participants"
    };
    match made.shown(reader.language) {
        Ok(code) => Ok(Redirect::to(&format!("/rounds/{code}")).into_response()),
        Err(failure) => refuse(entered, at_field(field, failure)?),
    }
}

/// The form with what was entered and what is wrong with it.
fn page(
    door: &Door,
    reader: &SignedIn,
    entered: Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let numbers = [
        ("least", (LEAST_LISTS as i64).into()),
        ("most", (MOST_LISTS as i64).into()),
    ];
    html(&NewPage {
        frame: frame(door, reader, words.text("round-begin")),
        problems,
        periods: periods(door)
            .into_iter()
            .map(|period| (period.to_string(), period_text(words, period)))
            .collect(),
        groups: groups(door, reader, &entered),
        participants_hint: words.with("round-participants-hint", &numbers),
        entered,
    })
}

/// The last years, then the last quarters, the latest first.
fn periods(door: &Door) -> Vec<Period> {
    let today = door.clock.today();
    let last = |kind, count| {
        let present = Period::containing(kind, today);
        let before = std::iter::successors(present, |period| period.previous());
        before.take(count).collect::<Vec<_>>()
    };
    [
        last(PeriodKind::Year, YEARS),
        last(PeriodKind::Quarter, QUARTERS),
    ]
    .concat()
}

/// The institutions that report, by place: those that somebody asks for a return.
fn groups(door: &Door, reader: &SignedIn, entered: &Entered) -> Vec<Group> {
    let (country, today) = (door.country(), door.clock.today());
    let reports = |kind| {
        let mut templates = country.templates().iter();
        templates.any(|template| !template.is_counted && template.institution_kinds.contains(kind))
    };
    let places = country.regions();
    let places = places.iter().map(|place| &place.code);
    let groups = std::iter::once(country.code()).chain(places).map(|place| {
        let institutions: Vec<(String, String, bool)> = country
            .institutions_of(place, today)
            .into_iter()
            .filter(|one| reports(&one.kind))
            .map(|one| {
                let code = one.code.to_string();
                let is_ticked = entered.participants.contains(&code);
                let name = show::institution_name(door, reader.words(), &code);
                (code, name, is_ticked)
            })
            .collect();
        Group {
            place: show::place_name(door, reader.words(), place),
            is_open: institutions.iter().any(|(_, _, is_ticked)| *is_ticked),
            institutions,
        }
    });
    groups
        .filter(|group| !group.institutions.is_empty())
        .collect()
}
