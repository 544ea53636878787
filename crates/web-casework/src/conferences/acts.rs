//! What is done at a conference: begun, an entry put on the agenda, a decision, its end.

use super::open::{id_of, page};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::AtField as _,
    session::Insider,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use casework::{AgendaTopic, CaseCode, DecisionKind, NewDecision, RecordId};
use page::{Failure, Problem};

pub(super) async fn begin(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let present: Vec<String> = entered.all("present").map(str::to_owned).collect();
    let what = (&id, &present[..]);
    let begun = door.casework.conference_begin(reader.request(), what).await;
    let outcome = begun.at("present", reader.words())?;
    back((&door, &reader), &id, &entered, outcome).await
}

pub(super) async fn end(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let what = (&id, entered.is_yes("held"));
    let ended = door.casework.conference_end(reader.request(), what).await;
    let outcome = ended.at("held", reader.words())?;
    back((&door, &reader), &id, &entered, outcome).await
}

pub(super) async fn add(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let ask = Asking::of(&reader, &entered);
    let code = CaseCode::parse(entered.get("case")).map_err(|_| ask.missing("case"));
    let topic = ask.chosen("topic", AgendaTopic::from_code);
    let outcome = match (code, topic) {
        (Err(problem), _) | (_, Err(problem)) => Err(problem),
        (Ok(code), Ok(topic)) => {
            let what = (&id, topic);
            let added = door
                .casework
                .conference_entry_add(reader.request(), &code, what);
            added.await.at("case", reader.words())?.map(|_| ())
        }
    };
    back((&door, &reader), &id, &entered, outcome).await
}

/// A case and a record of it, as one choice.
fn pair(text: &str) -> Option<(CaseCode, RecordId)> {
    let (code, record) = text.split_once(' ')?;
    Some((CaseCode::parse(code).ok()?, RecordId::parse(record).ok()?))
}

pub(super) async fn decide(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let ask = Asking::of(&reader, &entered);
    let new = || {
        let (code, entry) = pair(entered.get("entry")).ok_or_else(|| ask.missing("entry"))?;
        let new = NewDecision {
            entry,
            kind: ask.chosen("kind", DecisionKind::from_code)?,
            responsible: entered.get("responsible").to_owned(),
            due_at: ask.end_of("due", "conference-due-passed")?,
        };
        Ok((code, new))
    };
    let outcome = match new() {
        Err(problem) => Err(problem),
        Ok((code, new)) => {
            let decided = door
                .casework
                .conference_decide(reader.request(), &code, &new);
            decided.await.at("responsible", reader.words())?.map(|_| ())
        }
    };
    back((&door, &reader), &id, &entered, outcome).await
}

pub(super) async fn done(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let outcome = match pair(entered.get("decision")) {
        None => Err(Asking::of(&reader, &entered).missing("decision")),
        Some((code, decision)) => {
            let done = door
                .casework
                .decision_done(reader.request(), &code, &decision);
            done.await.at("decision", reader.words())?
        }
    };
    back((&door, &reader), &id, &entered, outcome).await
}

async fn back(
    (door, reader): (&TableDoor, &Insider),
    id: &RecordId,
    entered: &Entered,
    outcome: Result<(), Problem>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(to(format!("/table/conferences/{}", id.as_str()))),
        Err(problem) => {
            let what = (Vec::new(), vec![problem]);
            page((door, reader), id, entered, what).await
        }
    }
}
