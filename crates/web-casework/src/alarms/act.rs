//! Saying what was found about an alarm, and naming who looks.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::AtField as _,
    session::Insider,
    sheet::{Form, Input},
    show,
};
use axum::{Form as Sent, extract::State, response::Response};
use casework::AlarmFinding;
use page::{Choice, Failure, Problem};

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
                .alarm_watchers_name(reader.request(), &watchers);
            named.await.at("first", reader.words())?
        }
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
