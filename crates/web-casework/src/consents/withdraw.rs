//! Taking back: no reason is asked for, use stops in the same moment, and the page that follows shows
//! who has been asked to destroy what it was told.

use crate::{
    TableDoor,
    address::{code_of, record_of},
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Redirect,
};
use boxed::boxed;
use page::Failure;

type Address = Path<(String, String)>;

#[boxed]
pub(super) async fn withdraw(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let id = record_of(&reader, &basis)?;
    let withdrawn = door.casework.basis_withdraw(reader.request(), &code, &id);
    withdrawn.await.shown(reader.language())?;
    Ok(Redirect::to(&format!(
        "/table/cases/{code}/consents/{basis}"
    )))
}

#[boxed]
pub(super) async fn recall(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, disclosure)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let id = record_of(&reader, &disclosure)?;
    let recalled = door
        .casework
        .disclosure_recall(reader.request(), &code, &id);
    recalled.await.shown(reader.language())?;
    let basis = casework::RecordId::parse(entered.get("basis"));
    let basis = basis.map_or_else(|_| String::new(), |id| format!("/{}", id.as_str()));
    Ok(Redirect::to(&format!(
        "/table/cases/{code}/consents{basis}"
    )))
}
