//! Asking, confirming, calling off, reviewing: each with a code that is not older than five minutes,
//! but for saying no.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    sent::Sent,
    session::Insider,
    sheet::{Form, Input},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
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

#[boxed]
pub(super) async fn submit(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let (words, entered) = (form.words(), &form.entered);
        let code = CaseCode::parse(entered.get("case"))
            .map_err(|error| Problem::new("case", words.text(error.key())))?;
        let danger = form.ask().chosen("danger", DangerKind::from_code)?;
        form.confirmed().await?;
        let what = (entered.get("request"), danger, entered.get("reason"));
        let asked = form.wing().emergency_ask(form.request(), &code, what);
        asked.await.or_at("reason", words)
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn answer(form: Sent) -> Result<Response, Failure> {
    back(&form, answered(&form).await).await
}

#[boxed]
async fn answered(form: &Sent) -> Step {
    let (ask, words, wing) = (form.ask(), form.words(), form.wing());
    if !form.entered.get("reviewed").is_empty() {
        let opening = ask.record("reviewed")?;
        let found = ask.chosen("found", EmergencyOutcome::from_code)?;
        let done = wing.emergency_review(form.request(), (&opening, found));
        return done.await.or_at("reviewed", words);
    }
    let opening = ask.record("asked")?;
    match form.entered.get("answer") {
        "confirm" => {
            form.confirmed().await?;
            let done = wing.emergency_confirm(form.request(), &opening);
            done.await.or_at("asked", words)
        }
        "call-off" => {
            let done = wing.emergency_call_off(form.request(), &opening);
            done.await.or_at("asked", words)
        }
        _ => Err(ask.missing("answer").into()),
    }
}

#[boxed]
pub(super) async fn back(form: &Sent, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to("/table/emergency"));
    };
    page(form.sender(), &form.entered, stop.problems()?).await
}
