//! Naming a lead, agreeing to one or not, taking a case over or not.

use super::shown::page;
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    session::Insider,
};
use axum::{Form as Sent, extract::State, response::Response};
use casework::{CaseCode, RecordId};
use page::{Failure, Problem};

/// The two halves of what was chosen: a case, and a person or a record.
fn halves<'e>(ask: &Asking<'e>, name: &str) -> Result<(CaseCode, &'e str), Problem> {
    let chosen = ask.entered.get(name).split_once('/');
    let chosen = chosen.and_then(|(code, rest)| Some((CaseCode::parse(code).ok()?, rest)));
    chosen.ok_or_else(|| ask.missing(name))
}

pub(super) async fn propose(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ask = Asking::of(&reader, &entered);
    let outcome = match halves(&ask, "lead") {
        Err(problem) => Err(problem),
        Ok((code, to)) => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let named = door
                    .casework
                    .succession_propose(reader.request(), (&code, to));
                named.await.at("lead", reader.words())?.map(|_| ())
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
    let outcome = match (ask.record("succession"), entered.get("answer")) {
        (Err(problem), _) => Err(problem),
        (Ok(id), "confirm") => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let done = wing.succession_confirm(reader.request(), &id);
                done.await.at("succession", words)?
            }
        },
        (Ok(id), "drop") => {
            let done = wing.succession_drop(reader.request(), &id);
            done.await.at("succession", words)?
        }
        _ => Err(ask.missing("answer")),
    };
    back((&door, &reader), &entered, outcome).await
}

pub(super) async fn take(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ask = Asking::of(&reader, &entered);
    let words = reader.words();
    let wing = &door.casework;
    let (code, id) = match halves(&ask, "taken") {
        Err(problem) => return back((&door, &reader), &entered, Err(problem)).await,
        Ok((code, id)) => (code, RecordId::parse(id).shown(reader.language())?),
    };
    match entered.get("take") {
        "yes" => {
            if let Err(problem) = reader.confirm(&door, &entered).await? {
                return back((&door, &reader), &entered, Err(problem)).await;
            }
            let done = wing.succession_take(reader.request(), (&code, &id));
            match done.await.at("taken", words)? {
                Ok(()) => Ok(to(format!("/table/cases/{code}"))),
                Err(problem) => back((&door, &reader), &entered, Err(problem)).await,
            }
        }
        "no" => {
            let done = wing.succession_decline(reader.request(), (&code, &id));
            let outcome = done.await.at("taken", words)?;
            back((&door, &reader), &entered, outcome).await
        }
        _ => back((&door, &reader), &entered, Err(ask.missing("take"))).await,
    }
}

async fn back(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    outcome: Result<(), Problem>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(to("/table/leads")),
        Err(problem) => page((door, reader), entered, vec![problem]).await,
    }
}
