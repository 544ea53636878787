//! The sender's steps: sending a draft, throwing it away, calling back what was sent, reading the
//! note again. Sending lets something out, so it asks for the code again.

use super::one::{found, page, path, sheet};
use crate::{
    TableDoor,
    address::{code_of, record_of},
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::Part,
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::Failure;

type Address = Path<(String, String)>;

#[boxed]
pub(super) async fn send(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, one) = found(&door, &reader, (&code, &referral)).await?;
    let step = async {
        reader.confirmed(&door, &entered).await?;
        let sent = door
            .casework
            .referral_send(reader.request(), &seen.code, &one.status.id);
        sent.await.or_at("code", reader.words())
    };
    match step.await {
        Ok(()) => Ok(Redirect::to(&path(&seen, &one)).into_response()),
        Err(stop) => page((&door, &reader), (&seen, &one), stop.problems()?).await,
    }
}

#[boxed]
pub(super) async fn discard(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let (code, id) = (code_of(&reader, &code)?, record_of(&reader, &referral)?);
    let done = door.casework.referral_discard(reader.request(), &code, &id);
    done.await.shown(reader.language())?;
    Ok(Redirect::to(&format!("/table/cases/{code}/referrals")))
}

#[boxed]
pub(super) async fn recall(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered)?;
    let (code, id) = (code_of(&reader, &code)?, record_of(&reader, &referral)?);
    let done = door.casework.referral_recall(reader.request(), &code, &id);
    done.await.shown(reader.language())?;
    Ok(Redirect::to(&format!(
        "/table/cases/{code}/referrals/{referral}"
    )))
}

#[boxed]
pub(super) async fn note(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, one) = found(&door, &reader, (&code, &referral)).await?;
    let note = door
        .casework
        .referral_note(reader.request(), &seen.code, &one.status.id)
        .await;
    let note = note.shown(reader.language())?;
    let words = reader.words();
    sheet((&door, &reader), (&seen, &one))
        .with(Part::Opened(
            words.text("case-referral-note"),
            note.expose().to_owned(),
        ))
        .with(Part::Text(words.text("case-reveal-logged")))
        .answer()
}
