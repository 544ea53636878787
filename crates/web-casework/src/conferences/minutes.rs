//! Writing minutes, which say where they hold something that gives a person away, and reading them.

use super::open::{id_of, page};
use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    session::Insider,
    sheet::Part,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use casework::{Finding, SecretText};
use page::{Failure, Problem, Words};

pub(super) async fn write(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let words = reader.words();
    let text = SecretText::new(entered.get("text"));
    let what = (&id, &text);
    let written = door.casework.minutes_write(reader.request(), what).await;
    let problem = match written.at("text", words)? {
        Ok(found) if found.is_empty() => {
            return Ok(to(format!("/table/conferences/{}", id.as_str())));
        }
        Ok(found) => Problem::new("text", places(words, &found)),
        Err(problem) => problem,
    };
    let what = (Vec::new(), vec![problem]);
    page((&door, &reader), &id, &entered, what).await
}

/// What was found and where, without repeating it.
fn places(words: Words, found: &[Finding]) -> String {
    let places: Vec<String> = found
        .iter()
        .map(|one| {
            let values = [
                ("what", words.of("minutes-finding", one.kind.code()).into()),
                ("line", one.line.into()),
                ("word", one.word.into()),
            ];
            words.with("minutes-place", &values)
        })
        .collect();
    let values = [("places", places.join("; ").into())];
    words.with("minutes-refused", &values)
}

pub(super) async fn read(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let id = id_of(&reader, &id)?;
    let words = reader.words();
    let text = door.casework.minutes_read(reader.request(), &id).await;
    let text = text.shown(reader.language())?;
    let part = Part::Opened(words.text("minutes-opened"), text.expose().to_owned());
    let what = (vec![part], Vec::new());
    page((&door, &reader), &id, &Entered::default(), what).await
}
