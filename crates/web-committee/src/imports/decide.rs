//! What is done with a staged file: it counts, is thrown away, or is taken back; and the file
//! itself, as it came.

use super::{open::render, permit};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    returns::aside::waiting,
    session::SignedIn,
    show,
};
use access::{ImportFigures, UndoImport};
use axum::{
    Form,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::imports::{import_commit, import_discard, import_undo, source_file};
use page::Failure;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Entered {
    #[serde(default)]
    csrf: String,
}

#[boxed]
pub(crate) async fn commit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit::<ImportFigures>(&door, &reader)?;
    let (at, time) = (door.clone(), (door.clock.now(), door.clock.today()));
    let done = waiting(&reader, move || async move {
        import_commit(&at.database, &at.catalogue, &permit, id, time).await
    })
    .await?;
    let Err(refusal) = done.shown(reader.language) else {
        return Ok(Redirect::to(&format!("/imports/{id}")).into_response());
    };
    // The file still waits: what stands in its way is said above its cells.
    let field = match refusal.key() {
        Some("return-not-editable") => "returns",
        _ => "commit",
    };
    let problems = at_field(field, refusal)?;
    let page = render(&door, &reader, id, Some((None, problems))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[boxed]
pub(crate) async fn undo(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit::<UndoImport>(&door, &reader)?;
    let (at, now) = (door.clone(), door.clock.now());
    let done = waiting(&reader, move || async move {
        import_undo(&at.database, &at.catalogue, &permit, id, now).await
    })
    .await?;
    done.shown(reader.language)?;
    Ok(Redirect::to(&format!("/imports/{id}")))
}

#[boxed]
pub(crate) async fn discard(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit::<ImportFigures>(&door, &reader)?;
    let now = door.clock.now();
    import_discard(&door.database, &door.catalogue, &permit, id, now)
        .await
        .shown(reader.language)?;
    Ok(Redirect::to("/imports"))
}

#[boxed]
pub(crate) async fn file(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let permit = permit::<ImportFigures>(&door, &reader)?;
    let (name, bytes) = source_file(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)?;
    let disposition = format!("attachment; filename=\"{}\"", show::plain(&name));
    Ok((
        [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}
