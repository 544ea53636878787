//! A snapshot as a document: on paper, as a workbook, as a text table with HXL tags. For members:
//! it carries every figure.

use crate::{
    ApiDoor,
    aside::working,
    asked::{Asked, Nothing},
    caller::Caller,
    refusal::{Refusal, language_of_request},
};
use access::ReadSnapshot;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use committee::snapshots::snapshot_find;
use page::Failure;
use rendering::snapshots::HandOut;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(snapshot_report))
        .routes(routes!(snapshot_workbook))
        .routes(routes!(snapshot_table))
}

/// Sets and writes away from the threads that answer requests.
#[boxed]
async fn made(
    door: ApiDoor,
    caller: &Caller,
    headers: &HeaderMap,
    (code, form): (&str, HandOut),
) -> Result<Response, Refusal> {
    let language = language_of_request(headers);
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadSnapshot>(home)?;
    let (snapshot, content) = snapshot_find(&door.database, &door.catalogue, &permit, code).await?;
    let name = format!("attachment; filename=\"{}\"", form.file_name(&snapshot));
    let bytes = working(move || form.write(door.country(), language, &snapshot, &content)).await?;
    let bytes = bytes.map_err(|error| Failure::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, form.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

/// The report of a snapshot, on paper, in the language of the request.
#[utoipa::path(get, path = "/snapshots/{code}/report.pdf", tag = "snapshots",
    params(("code" = String, Path, description = "The snapshot's code")),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
#[boxed]
async fn snapshot_report(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Response, Refusal> {
    made(door, &caller, &headers, (&code, HandOut::Report)).await
}

/// The workbook of a snapshot: data, codebook and notes.
#[utoipa::path(get, path = "/snapshots/{code}/figures.xlsx", tag = "snapshots",
    params(("code" = String, Path, description = "The snapshot's code")),
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[boxed]
async fn snapshot_workbook(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Response, Refusal> {
    made(door, &caller, &headers, (&code, HandOut::Workbook)).await
}

/// The figures of a snapshot as CSV with HXL tags.
#[utoipa::path(get, path = "/snapshots/{code}/figures.csv", tag = "snapshots",
    params(("code" = String, Path, description = "The snapshot's code")),
    responses((status = 200, body = String, content_type = "text/csv")))]
#[boxed]
async fn snapshot_table(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Response, Refusal> {
    made(door, &caller, &headers, (&code, HandOut::Table)).await
}
