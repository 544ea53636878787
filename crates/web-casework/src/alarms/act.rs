//! Saying what was found about an alarm, naming who looks, and being the second person who agrees.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    session::Insider,
    sheet::{Form, Input, Part},
    show::{self, WorkerNames},
};
use axum::{Form as Sent, extract::State, response::Response};
use casework::{AlarmFinding, RecordId, WatcherProposal};
use page::{Choice, Failure, Problem, Words, time_text};

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

pub(super) async fn acknowledge(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ask = Asking::of(&reader, &entered);
    let what = || {
        let id: i64 = entered
            .get("alarm")
            .parse()
            .map_err(|_| ask.missing("alarm"))?;
        Ok((id, ask.chosen("finding", AlarmFinding::from_code)?))
    };
    let outcome = match what() {
        Err(problem) => Err(problem),
        Ok((id, finding)) => {
            let what = (id, finding, entered.get("reason"));
            let done = door.casework.alarm_acknowledge(reader.request(), what);
            done.await.at("reason", reader.words())?
        }
    };
    back((&door, &reader), &entered, outcome).await
}

pub(super) async fn name(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let watchers = ["first", "second"].map(|name| entered.get(name).to_owned());
    let outcome = match reader.confirm(&door, &entered).await? {
        Err(problem) => Err(problem),
        Ok(()) => {
            let named = door
                .casework
                .alarm_watchers_propose(reader.request(), &watchers);
            named.await.at("first", reader.words())?.map(|_| ())
        }
    };
    back((&door, &reader), &entered, outcome).await
}

/// What waits for a second person, said to everybody.
pub(super) fn waiting(words: Words, one: &WatcherProposal, names: &WorkerNames) -> Part {
    let watchers: Vec<String> = one.watchers.iter().map(|one| names.of(one)).collect();
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
    one: &WatcherProposal,
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

pub(super) async fn answer(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let wing = &door.casework;
    let words = reader.words();
    let id = RecordId::parse(entered.get("proposal")).shown(reader.language())?;
    let outcome = match entered.get("watchers") {
        "confirm" => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let done = wing.alarm_watchers_confirm(reader.request(), &id);
                done.await.at("watchers", words)?
            }
        },
        "drop" => {
            let done = wing.alarm_watchers_drop(reader.request(), &id);
            done.await.at("watchers", words)?
        }
        _ => Err(Asking::of(&reader, &entered).missing("watchers")),
    };
    back((&door, &reader), &entered, outcome).await
}

async fn back(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    outcome: Result<(), Problem>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(to("/table/alarms")),
        Err(problem) => page((door, reader), entered, vec![problem]).await,
    }
}
