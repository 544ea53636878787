//! A release as a file: text table, workbook, and the very text whose hash is kept.

mod text;
mod workbook;

use crate::{
    PublicDoor,
    door::{failed, not_found, undrawn, words},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use page::{Failure, Words};
use release::{PublishedRelease, published_find};

#[boxed]
async fn find(
    door: &PublicDoor,
    headers: &HeaderMap,
    code: &str,
) -> Result<(Words, PublishedRelease), Failure> {
    let words = words(headers);
    let language = words.language();
    let found = published_find(&door.database, code, door.clock.now())
        .await
        .map_err(failed(language))?;
    let release = found
        .filter(|one| one.withdrawn.is_none())
        .ok_or_else(|| not_found(language))?;
    Ok((words, release))
}

fn answer(
    release: &PublishedRelease,
    (kind, ending): (&'static str, &str),
    bytes: Vec<u8>,
) -> Result<Response, Failure> {
    let name = format!("attachment; filename=\"besa-{}.{ending}\"", release.code);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).map_err(|error| Failure::internal(&error))?,
        ),
    ];
    Ok((headers, bytes).into_response())
}

#[boxed]
pub(crate) async fn text(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (words, release) = find(&door, &headers, &code).await?;
    let bytes =
        text::write(door.country(), words, &release).map_err(|error| Failure::internal(&error))?;
    answer(&release, ("text/csv; charset=utf-8", "csv"), bytes)
}

#[boxed]
pub(crate) async fn json(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (_, release) = find(&door, &headers, &code).await?;
    let bytes = release.content.clone().into_bytes();
    answer(&release, ("application/json", "json"), bytes)
}

#[boxed]
pub(crate) async fn workbook(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (words, release) = find(&door, &headers, &code).await?;
    let bytes =
        workbook::write(door.country(), words, &release).map_err(undrawn(words.language()))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    answer(&release, (kind, "xlsx"), bytes)
}
