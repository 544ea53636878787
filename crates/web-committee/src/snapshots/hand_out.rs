//! Handing a snapshot out. Internal renderings, for members alone: they carry every figure.

use super::{report, table, workbook};
use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::ReadSnapshot;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use committee::snapshots::{Snapshot, SnapshotContent, snapshot_find};
use page::{Failure, Words};

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
async fn made(
    door: Door,
    words: Words,
    found: (Snapshot, SnapshotContent),
    kind: &'static str,
    ending: &'static str,
    make: fn(&Door, Words, &Snapshot, &SnapshotContent) -> Result<Vec<u8>, press::Error>,
) -> Result<Response, Failure> {
    let name = format!("attachment; filename=\"besa-{}.{ending}\"", found.0.code);
    let bytes = tokio::task::spawn_blocking(move || make(&door, words, &found.0, &found.1))
        .await
        .map_err(|error| Failure::internal(&error))?
        .shown(words.language())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).map_err(|error| Failure::internal(&error))?,
        ),
    ];
    Ok((headers, bytes).into_response())
}

pub(crate) async fn report(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&door, &reader, &code).await?;
    made(
        door,
        reader.words(),
        found,
        "application/pdf",
        "pdf",
        report::print,
    )
    .await
}

pub(crate) async fn workbook(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let found = find(&door, &reader, &code).await?;
    made(door, reader.words(), found, KIND, "xlsx", workbook::write).await
}

pub(crate) async fn table(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&door, &reader, &code).await?;
    made(
        door,
        reader.words(),
        found,
        "text/csv; charset=utf-8",
        "csv",
        table::write,
    )
    .await
}
