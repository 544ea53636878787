//! Saying what was found about an alarm, naming who looks, and being the second person who agrees.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    sent::Sent,
    session::Insider,
    sheet::{Form, Input, Part},
    show::{self, WorkerNames},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{AlarmFinding, Naming};
use page::{Choice, Failure, Words, time_text};

/// The form for one of the open alarms; none while there is nothing to look at.
pub(super) fn looking(ask: Asking<'_>, open: Vec<Choice>) -> Option<Form> {
    if open.is_empty() {
        return None;
    }
    let words = ask.words;
    let codes = AlarmFinding::ALL.iter().map(|one| one.code());
    let findings = show::choices(words, "alarm-finding", codes, ask.entered.get("finding"));
    let reason = ask
        .field("reason", "alarm-ask-reason")
        .hint(words.text("alarm-ask-reason-hint"));
    Some(
        Form::new("/table/alarms", words.text("alarm-look-button"))
            .titled(words.text("alarm-look-form"))
            .ask(Input::Select(ask.field("alarm", "alarm-ask-which"), open))
            .ask(Input::Radios(
                ask.field("finding", "alarm-ask-finding"),
                findings,
            ))
            .ask(Input::Line(reason)),
    )
}

#[boxed]
pub(super) async fn acknowledge(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let id = form.entered.get("alarm").parse::<i64>();
        let id = id.map_err(|_| ask.missing("alarm"))?;
        let finding = ask.chosen("finding", AlarmFinding::from_code)?;
        let what = (id, finding, form.entered.get("reason"));
        let done = form.wing().alarm_acknowledge(form.request(), what);
        done.await.or_at("reason", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn name(form: Sent) -> Result<Response, Failure> {
    let step = async {
        form.confirmed().await?;
        let watchers = ["first", "second"].map(|name| form.entered.get(name).to_owned());
        let named = form
            .wing()
            .alarm_watchers_propose(form.request(), &watchers);
        named.await.or_at("first", form.words()).map(|_| ())
    };
    back(&form, step.await).await
}

/// What waits for a second person, said to everybody.
pub(super) fn waiting(words: Words, one: &Naming, names: &WorkerNames) -> Part {
    let watchers: Vec<String> = one.people.iter().map(|one| names.of(one)).collect();
    let values = [
        ("by", names.of(&one.by).into()),
        ("names", watchers.join(", ").into()),
        ("at", time_text(words, one.at).into()),
        ("until", time_text(words, one.ends_at).into()),
    ];
    Part::Note("warn", words.with("watcher-waiting", &values))
}

/// Agreeing for whoever may, and for whoever named them taking it back.
pub(super) fn answering(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    one: &Naming,
) -> Option<Form> {
    let words = reader.words();
    let id = one.id.as_str().to_owned();
    let form = |key: &str| {
        Form::new("/table/alarms/watchers/answered", words.text(key))
            .ask(Input::Hidden("proposal", id.clone()))
    };
    if one.may_confirm {
        let answers = ["confirm", "drop"];
        let form = form("watcher-answer-button")
            .titled(words.text("watcher-answer-form"))
            .ask(ask.one_of(
                ("watchers", "watcher-answer-ask"),
                "watcher-answer",
                answers,
            ))
            .ask_code(door, reader);
        return Some(form);
    }
    let is_own = one.by == reader.worker().account();
    is_own.then(|| {
        form("watcher-take-back-button")
            .folded(words.text("watcher-take-back-form"))
            .ask(Input::Hidden("watchers", "drop".to_owned()))
    })
}

#[boxed]
pub(super) async fn answer(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let id = form.ask().record("proposal")?;
        let (wing, request, words) = (form.wing(), form.request(), form.words());
        match form.entered.get("watchers") {
            "confirm" => {
                form.confirmed().await?;
                let done = wing.alarm_watchers_confirm(request, &id);
                done.await.or_at("watchers", words)
            }
            "drop" => {
                let done = wing.alarm_watchers_drop(request, &id);
                done.await.or_at("watchers", words)
            }
            _ => Err(form.ask().missing("watchers").into()),
        }
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &Sent, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to("/table/alarms"));
    };
    page(form.sender(), &form.entered, stop.problems()?).await
}
