//! Asking, confirming, calling off, reviewing: each with a code that is not older than five minutes,
//! but for saying no.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::AtField as _,
    session::Insider,
    sheet::{Form, Input},
};
use axum::{Form as Sent, extract::State, response::Response};
use casework::{CaseCode, DangerKind, EmergencyOpening, EmergencyOutcome, EmergencyState};
use page::{Choice, Failure, Problem};

/// The forms that the reader's part allows.
pub(super) fn forms(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    (openings, is_keeper): (&[EmergencyOpening], bool),
) -> Vec<Form> {
    let words = ask.words;
    let own = reader.worker().account();
    let which = |name: &str, fits: &dyn Fn(&EmergencyOpening) -> bool| {
        let choices: Vec<Choice> = openings
            .iter()
            .filter(|one| fits(one))
            .map(|one| {
                let name = format!("{} ({})", one.code, one.case);
                Choice::new(one.id.as_str(), name, ask.entered.get("opening"))
            })
            .collect();
        (!choices.is_empty())
            .then(|| Input::Select(ask.field(name, "emergency-ask-which"), choices))
    };
    let mut forms = Vec::new();
    if is_keeper {
        let asked =
            |one: &EmergencyOpening| one.state == EmergencyState::Asked && one.asked_by != own;
        if let Some(which) = which("asked", &asked) {
            let form = Form::new(
                "/table/emergency/answered",
                words.text("emergency-answer-button"),
            )
            .titled(words.text("emergency-answer-form"))
            .ask(which)
            .ask(ask.one_of(
                ("answer", "emergency-ask-answer"),
                "emergency-answer",
                ["confirm", "call-off"],
            ))
            .ask_code(door, reader);
            forms.push(form);
        }
        forms.push(asking(door, reader, ask));
    }
    let to_review = |one: &EmergencyOpening| {
        matches!(
            one.state,
            EmergencyState::Opened | EmergencyState::CalledOff
        ) && one.asked_by != own
            && one.confirmed_by.as_deref() != Some(own)
    };
    if let Some(which) = which("reviewed", &to_review) {
        let outcomes = EmergencyOutcome::ALL.iter().map(|one| one.code());
        let form = Form::new(
            "/table/emergency/answered",
            words.text("emergency-review-button"),
        )
        .titled(words.text("emergency-review-form"))
        .ask(which)
        .ask(ask.one_of(
            ("found", "emergency-ask-found"),
            "emergency-outcome",
            outcomes,
        ));
        forms.push(form);
    }
    forms
}

fn asking(door: &TableDoor, reader: &Insider, ask: Asking<'_>) -> Form {
    let words = ask.words;
    let kinds = DangerKind::ALL.iter().map(|one| one.code());
    let reason = ask
        .field("reason", "emergency-ask-reason")
        .hint(words.text("emergency-ask-reason-hint"));
    Form::new("/table/emergency", words.text("emergency-ask-button"))
        .titled(words.text("emergency-ask-form"))
        .ask(ask.mark(door))
        .ask(ask.line("case", "emergency-ask-case"))
        .ask(ask.one_of(("danger", "emergency-ask-danger"), "danger-kind", kinds))
        .ask(Input::Line(reason))
        .ask_code(door, reader)
}

pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ask = Asking::of(&reader, &entered);
    let words = reader.words();
    let what = || {
        let code = CaseCode::parse(entered.get("case"))
            .map_err(|error| Problem::new("case", words.text(error.key())))?;
        Ok((code, ask.chosen("danger", DangerKind::from_code)?))
    };
    let outcome = match what() {
        Err(problem) => Err(problem),
        Ok((code, danger)) => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let what = (entered.get("request"), danger, entered.get("reason"));
                let asked = door.casework.emergency_ask(reader.request(), &code, what);
                asked.await.at("reason", words)?.map(|_| ())
            }
        },
    };
    back((&door, &reader), &entered, outcome).await
}

pub(super) async fn answer(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ask = Asking::of(&reader, &entered);
    let words = reader.words();
    let wing = &door.casework;
    let name = if entered.get("reviewed").is_empty() {
        "asked"
    } else {
        "reviewed"
    };
    let opening = match ask.record(name) {
        Ok(opening) => opening,
        Err(problem) => return back((&door, &reader), &entered, Err(problem)).await,
    };
    let outcome = match (name, entered.get("answer")) {
        ("reviewed", _) => match ask.chosen("found", EmergencyOutcome::from_code) {
            Err(problem) => Err(problem),
            Ok(found) => {
                let done = wing.emergency_review(reader.request(), (&opening, found));
                done.await.at("reviewed", words)?
            }
        },
        (_, "confirm") => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let done = wing.emergency_confirm(reader.request(), &opening);
                done.await.at("asked", words)?
            }
        },
        (_, "call-off") => {
            let done = wing.emergency_call_off(reader.request(), &opening);
            done.await.at("asked", words)?
        }
        _ => Err(ask.missing("answer")),
    };
    back((&door, &reader), &entered, outcome).await
}

pub(super) async fn back(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    outcome: Result<(), Problem>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(to("/table/emergency")),
        Err(problem) => page((door, reader), entered, vec![problem]).await,
    }
}
