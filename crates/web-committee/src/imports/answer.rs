//! Answers to what was asked about a file: remembered, and the kept file read again with them.

use crate::{Door, error::InLanguage as _, session::SignedIn};
use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use boxed::boxed;
use exchange::value::Meaning;
use intake::{OpenQuestion, notation};
use page::Failure;
use std::collections::BTreeMap;

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Failure> {
    reader.own_form(fields.get("csrf").map_or("", String::as_str))?;
    let answer = |index: usize| fields.get(&format!("answer-{index}"));
    let meaning = |index: usize| answer(index).and_then(|code| Meaning::from_code(code));
    // No code of a notation is the code of a meaning.
    let written = fields
        .iter()
        .filter(|(name, _)| name.starts_with("answer-"));
    let notation = written.filter_map(|(_, code)| notation(code)).next();
    let intake = door.intake();
    let said = |index: usize, _: &OpenQuestion| meaning(index);
    let done = intake.answer(&reader.actor, id, &said, notation).await;
    let id = done.shown(reader.language)?;
    Ok(Redirect::to(&format!("/imports/{id}")))
}
