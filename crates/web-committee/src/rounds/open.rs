//! One round: where it stands, what is to be done next and by whom, and what may be said of it.

use super::{
    instruction::{Instruction, instruction},
    list::class,
    may, permit,
    result::{Told, told},
};
use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn, show};
use access::{HoldRound, JoinRound, Permit, ReadRound};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use estimation::rounds::{Participant, RoundEvent, RoundFile, RoundStep, round_find};
use page::{Failure, Frame, Problem, html, number_text, period_text, time_text};
use std::collections::BTreeSet;

/// An institution that takes part.
struct Row {
    name: String,
    key: String,
    key_class: &'static str,
    check_value: String,
    file: String,
    file_class: &'static str,
    received: String,
    people: String,
}

/// What the reader can do now.
struct Steps {
    confirm: bool,
    receive: bool,
    collect: bool,
    match_lists: bool,
    estimate: bool,
    close: bool,
}

#[derive(Template)]
#[template(path = "rounds/open.html")]
struct OpenPage {
    frame: Frame,
    problems: Vec<Problem>,
    code: String,
    facts: Vec<(String, String)>,
    state: String,
    state_class: &'static str,
    next: String,
    rows: Vec<Row>,
    has_people: bool,
    steps: Steps,
    instruction: Option<Instruction>,
    entered: String,
    told: Option<Told>,
    estimate: Option<String>,
    events: Vec<(String, String, String)>,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    page(&door, &reader, &code, String::new(), Vec::new()).await
}

/// The page with what was entered for the key, and what is wrong.
#[boxed]
pub(super) async fn refuse(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    entered: String,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let page = page(door, reader, code, entered, problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Leave to hold a round. Whoever takes no part in it is told that there is none; whoever does, that
/// it is not theirs to hold.
#[boxed]
pub(super) async fn hold(
    door: &Door,
    reader: &SignedIn,
    code: &str,
) -> Result<Permit<HoldRound>, Failure> {
    if !may::<HoldRound>(door, reader) {
        found(door, reader, code).await?;
    }
    permit::<HoldRound>(door, reader)
}

#[boxed]
async fn found(door: &Door, reader: &SignedIn, code: &str) -> Result<RoundFile, Failure> {
    let permit = permit::<ReadRound>(door, reader)?;
    round_find(&door.database, &permit, code)
        .await
        .shown(reader.language)
}

#[boxed]
async fn page(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    entered: String,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let file = found(door, reader, code).await?;
    let (round, steps) = (&file.round, steps(door, reader, &file));
    let side = if may::<HoldRound>(door, reader) {
        "holder"
    } else {
        "member"
    };
    let title = format!("{}, {}", round.title, period_text(words, round.period));
    let institution = reader.actor.institution();
    let rows = rows(door, reader, &file);
    html(&OpenPage {
        frame: frame(door, reader, title),
        problems,
        code: round.code.clone(),
        facts: facts(reader, &file),
        state: words.of("round-state", round.state.code()),
        state_class: class(round.state),
        next: words.text(&format!("round-next-{side}-{}", round.state.code())),
        has_people: rows.iter().any(|row| !row.people.is_empty()),
        rows,
        instruction: institution
            .filter(|_| steps.confirm || steps.receive)
            .map(|own| instruction(&file, own.as_str())),
        steps,
        entered,
        told: file.result.as_ref().map(|result| told(door, words, result)),
        estimate: file.estimate.clone(),
        events: file
            .events
            .iter()
            .map(|one| event(door, reader, one))
            .collect(),
    })
}

/// The check values that are read, each once.
fn values(file: &RoundFile) -> BTreeSet<String> {
    let values = file.participants.iter();
    values
        .filter_map(|one| one.check_value.as_ref().map(ToString::to_string))
        .collect()
}

fn facts(reader: &SignedIn, file: &RoundFile) -> Vec<(String, String)> {
    let words = reader.words();
    let round = &file.round;
    let mut facts = vec![
        (words.text("round-period"), period_text(words, round.period)),
        (words.text("round-code"), round.code.clone()),
        (
            words.text("round-begun"),
            format!("{}, {}", time_text(words, round.made_at), round.made_by),
        ),
    ];
    let values = values(file);
    if let Some(value) = values.first().filter(|_| values.len() == 1) {
        facts.push((words.text("round-check-value-label"), value.clone()));
    }
    facts
}

fn steps(door: &Door, reader: &SignedIn, file: &RoundFile) -> Steps {
    let state = file.round.state;
    let joins = may::<JoinRound>(door, reader);
    let holds = may::<HoldRound>(door, reader);
    let value = file
        .participants
        .first()
        .and_then(|one| one.check_value.as_ref());
    let mut all = file.participants.iter();
    let is_agreed = value.is_some() && all.all(|one| one.check_value.as_ref() == value);
    let is_complete = file.participants.iter().all(|one| one.received.is_some());
    Steps {
        confirm: joins && state.allows(RoundStep::Confirm),
        receive: joins && state.allows(RoundStep::Receive),
        collect: holds && is_agreed && state.allows(RoundStep::Collect),
        match_lists: holds && is_complete && state.allows(RoundStep::Match),
        estimate: holds && state.allows(RoundStep::Estimate) && file.estimate.is_none(),
        close: holds && state.allows(RoundStep::Close),
    }
}

fn rows(door: &Door, reader: &SignedIn, file: &RoundFile) -> Vec<Row> {
    let words = reader.words();
    let values = values(file);
    let is_closed = !file.round.state.allows(RoundStep::Close);
    let row = |one: &Participant| {
        let (key, key_class) = match &one.check_value {
            None => ("round-key-waiting", ""),
            Some(_) if values.len() > 1 => ("round-key-differs", "tag-bad"),
            Some(_) => ("round-key-same", "tag-good"),
        };
        let (received, file_class) = match &one.received {
            Some(_) => ("round-file-here", "tag-good"),
            None if is_closed => ("round-file-deleted", "tag-calm"),
            None => ("round-file-waiting", ""),
        };
        let people = one.received.as_ref().and_then(|file| file.people);
        let when = one.received.as_ref();
        Row {
            name: show::institution_name(door, words, one.institution.as_str()),
            key: words.text(key),
            key_class,
            check_value: one
                .check_value
                .as_ref()
                .filter(|_| values.len() > 1)
                .map_or_else(String::new, ToString::to_string),
            file: words.text(received),
            file_class,
            received: when.map_or_else(String::new, |file| {
                format!("{}, {}", time_text(words, file.at), file.by)
            }),
            people: people.map_or_else(String::new, |people| {
                number_text(words.language(), people, 0)
            }),
        }
    };
    file.participants.iter().map(row).collect()
}

/// When, what, and who.
fn event(door: &Door, reader: &SignedIn, one: &RoundEvent) -> (String, String, String) {
    let words = reader.words();
    let kind = one.kind.strip_prefix("round-").unwrap_or(&one.kind);
    let name = one
        .institution
        .as_ref()
        .map(|code| show::institution_name(door, words, code.as_str()));
    let who = match name {
        Some(name) if name != one.by => format!("{}, {name}", one.by),
        _ => one.by.clone(),
    };
    (time_text(words, one.at), words.of("round-event", kind), who)
}

/// The schema as a file, the same for everybody.
#[boxed]
pub(crate) async fn schema(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let file = found(&door, &reader, &code).await?;
    let name = show::plain(&file.round.code);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"besa-round-{name}.json\""),
        ),
    ];
    Ok((headers, file.schema).into_response())
}
