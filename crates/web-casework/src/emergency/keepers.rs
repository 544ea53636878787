//! Naming the three keepers, and covering one's cases.

use super::ask::back;
use crate::{
    TableDoor,
    choose::{Asking, people},
    entered::Entered,
    error::AtField as _,
    session::Insider,
    sheet::{Form, Input},
};
use axum::{Form as Sent, extract::State, response::Response};
use casework::{EmergencyKeepers, Profession};
use page::{Choice, Failure};

/// Named by social workers alone.
pub(super) async fn naming(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
) -> Result<Option<Form>, Failure> {
    if reader.worker().profession() != Profession::SocialWorker {
        return Ok(None);
    }
    let own = reader.worker().institution().to_owned();
    let fits = |one: &casework::Colleague| one.institution == own;
    let colleagues = people((door, reader), fits, "").await?;
    let words = ask.words;
    let pick = |name: &str, key: &str| {
        let chosen = ask.entered.get(name);
        let choices = colleagues
            .iter()
            .map(|one| Choice::new(&one.code, one.name.clone(), chosen))
            .collect();
        Input::Select(ask.field(name, key), choices)
    };
    let form = Form::new(
        "/table/emergency/keepers",
        words.text("emergency-keepers-button"),
    )
    .folded(words.text("emergency-keepers-form"))
    .ask(pick("first", "emergency-keeper-first"))
    .ask(pick("second", "emergency-keeper-second"))
    .ask(pick("third", "emergency-keeper-third"))
    .ask_code(door, reader);
    Ok(Some(form))
}

/// Offered while some of the reader's own cases are not covered.
pub(super) fn covering(
    reader: &Insider,
    (kept, uncovered): (Option<&EmergencyKeepers>, usize),
) -> Option<Form> {
    let words = reader.words();
    let values = [("count", uncovered.into())];
    let title = words.with("emergency-cover-form", &values);
    let form = Form::new(
        "/table/emergency/covered",
        words.text("emergency-cover-button"),
    );
    (kept.is_some() && uncovered > 0).then(|| form.titled(title))
}

pub(super) async fn name(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let keepers = ["first", "second", "third"].map(|name| entered.get(name).to_owned());
    let outcome = match reader.confirm(&door, &entered).await? {
        Err(problem) => Err(problem),
        Ok(()) => {
            let named = door
                .casework
                .emergency_keepers_name(reader.request(), &keepers);
            named.await.at("first", reader.words())?
        }
    };
    back((&door, &reader), &entered, outcome).await
}

pub(super) async fn cover(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let covered = door.casework.emergency_cover(reader.request()).await;
    let outcome = covered.at("first", reader.words())?.map(|_| ());
    back((&door, &reader), &entered, outcome).await
}
