//! Handing a snapshot out. Internal renderings, for members alone: they carry every figure.

use crate::{
    Door,
    error::InLanguage as _,
    returns::aside::blocking,
    session::{SignedIn, scope},
};
use access::ReadSnapshot;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use committee::snapshots::{Snapshot, SnapshotContent, snapshot_find};
use page::Failure;
use rendering::snapshots::HandOut;

#[boxed]
async fn find(
    door: &Door,
    reader: &SignedIn,
    code: &str,
) -> Result<(Snapshot, SnapshotContent), Failure> {
    let permit = reader.permit::<ReadSnapshot>(scope(door, &reader.home(door), None))?;
    snapshot_find(&door.database, &door.catalogue, &permit, code)
        .await
        .shown(reader.language)
}

/// Sets and writes away from the threads that answer requests.
#[boxed]
async fn made(
    door: Door,
    reader: SignedIn,
    code: String,
    form: HandOut,
) -> Result<Response, Failure> {
    let language = reader.language;
    let (snapshot, content) = find(&door, &reader, &code).await?;
    let name = format!("attachment; filename=\"{}\"", form.file_name(&snapshot));
    let bytes = blocking(&reader, move || {
        form.write(door.country(), language, &snapshot, &content)
    })
    .await?
    .shown(language)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(form.media_type()),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).map_err(|error| Failure::internal(&error))?,
        ),
    ];
    Ok((headers, bytes).into_response())
}

#[boxed]
pub(crate) async fn report(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    made(door, reader, code, HandOut::Report).await
}

#[boxed]
pub(crate) async fn workbook(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    made(door, reader, code, HandOut::Workbook).await
}

#[boxed]
pub(crate) async fn table(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    made(door, reader, code, HandOut::Table).await
}
