//! Returns: the status board, the form of one return, its steps, and the same form as a workbook.

pub(crate) mod aside;
mod begin;
mod board;
mod entry;
mod fill;
mod open;
mod step;
mod workbook;

use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::{ReadReturn, Scope};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use committee::returns::{InstitutionReturn, ReturnFile, ReturnKey, return_find, return_open};
use page::{Failure, Words, period_text};
use vocabulary::TemplateCode;

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/returns", get(board::list).post(begin::submit))
        .route("/returns/{id}", get(open::open).post(fill::submit))
        .route("/returns/{id}/steps", post(step::submit))
        .route("/returns/{id}/workbook.xlsx", get(workbook::download))
}

/// The name of a template.
fn template_name(door: &Door, words: Words, code: &TemplateCode) -> String {
    let one = door.country().template(code.as_str());
    one.map_or_else(
        || code.to_string(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// What a return is called: its form and its period.
pub(crate) fn return_title(door: &Door, words: Words, key: &ReturnKey) -> String {
    let values = [
        ("template", template_name(door, words, &key.template).into()),
        ("period", period_text(words, key.period).into()),
    ];
    words.with("returns-title", &values)
}

/// The scope of a return: its own place and institution.
fn scope_of(door: &Door, record: &InstitutionReturn) -> Scope {
    scope(door, &record.key.place, Some(&record.key.institution))
}

/// The return with that number, as far as the reader may know of it.
#[boxed]
async fn file(door: &Door, reader: &SignedIn, id: i64) -> Result<ReturnFile, Failure> {
    let record = return_find(&door.database, &door.catalogue, id)
        .await
        .shown(reader.language)?
        .ok_or_else(|| Failure::not_found().in_language(reader.language))?;
    let permit = reader.permit::<ReadReturn>(scope_of(door, &record))?;
    return_open(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)
}
