//! The recipient's word that its own copies of something called back are gone.

use crate::{
    TableDoor, address::record_of, entered::Entered, error::InLanguage as _, session::Insider,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Redirect,
};
use boxed::boxed;
use page::Failure;

#[boxed]
pub(super) async fn acknowledge(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(disclosure): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let id = record_of(&reader, &disclosure)?;
    let said = door.casework.recall_acknowledge(reader.request(), &id);
    said.await.shown(reader.language())?;
    Ok(Redirect::to(&format!("/table/received/{disclosure}")))
}
