//! Explaining a staged file: what its columns mean, and what its texts stand for. Each answer reads
//! the kept file again; the new reading has a number of its own and takes the earlier one's place.

use super::ImportNumberShape;
use crate::{
    ApiDoor,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::Refusal,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use exchange::value::Meaning;
use intake::{OpenQuestion, TableShape, notation};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What the columns of a file mean.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingWriting {
    /// The sheets that are read; the others are passed over.
    #[schema(max_items = 50)]
    tables: Vec<TableShape>,
}

/// Answers to what was asked about a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswersWriting {
    /// The answers; what is not answered is asked again.
    #[schema(max_items = 500)]
    answers: Vec<AnswerWriting>,
    /// How the file writes numbers: `decimal-comma` or `decimal-point`; left out where nothing was
    /// asked about it.
    notation: Option<String>,
}

/// The answer to one question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerWriting {
    /// The text that was asked about.
    text: String,
    /// `not_reported`, `not_applicable`, `withheld` or `nothing_stated`.
    meaning: String,
}

/// Confirm what the columns of a staged file mean; remembered for the next file with its headings.
#[utoipa::path(put, path = "/imports/{id}/mapping", tag = "imports", request_body = MappingWriting,
    params(("id" = i64, Path, description = "The import's number")),
    responses((status = 201, body = ImportNumberShape)))]
#[boxed]
pub(super) async fn import_map(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<MappingWriting>,
) -> Result<(StatusCode, Json<ImportNumberShape>), Refusal> {
    let (_, kept) = door.intake().staged(&caller.actor, id).await?;
    let tables = writing.tables.into_iter();
    let tables = tables.map(|table| {
        let proposed = kept.mapping.tables.iter().map(|one| one.sheet.as_str());
        let mapping = table.mapping(door.country(), proposed);
        mapping.map_err(|field| bad_field(field.0))
    });
    let tables = tables.collect::<Result<Vec<_>, _>>()?;
    if tables.is_empty() {
        return Err(bad_field("tables"));
    }
    let id = door.intake().settle(&caller.actor, id, tables).await?;
    Ok((StatusCode::CREATED, Json(ImportNumberShape { id })))
}

/// Answer what was asked about the texts of a staged file; remembered for the institution.
#[utoipa::path(post, path = "/imports/{id}/answers", tag = "imports",
    request_body = AnswersWriting,
    params(("id" = i64, Path, description = "The import's number")),
    responses((status = 201, body = ImportNumberShape)))]
#[boxed]
pub(super) async fn import_answer(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<AnswersWriting>,
) -> Result<(StatusCode, Json<ImportNumberShape>), Refusal> {
    // Whoever may not know of the file learns nothing about the answer either.
    let intake = door.intake();
    intake.staged(&caller.actor, id).await?;
    let mut said = BTreeMap::new();
    for answer in writing.answers {
        let meaning = Meaning::from_code(&answer.meaning).ok_or_else(|| bad_field("meaning"))?;
        said.insert(answer.text, meaning);
    }
    let written = writing
        .notation
        .map(|code| notation(&code).ok_or_else(|| bad_field("notation")));
    let meaning = move |_: usize, question: &OpenQuestion| said.get(&question.text).copied();
    let answered = intake.answer(&caller.actor, id, &meaning, written.transpose()?);
    let id = answered.await?;
    Ok((StatusCode::CREATED, Json(ImportNumberShape { id })))
}
