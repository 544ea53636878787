//! What was sent in: the list, one import cell by cell, and the file as it came.

use super::permit;
use crate::{
    ApiDoor,
    asked::{Asked, Nothing},
    caller::Caller,
    refusal::{Refusal, language_of_request},
    values::{FactShape, ValueShape},
};
use access::ImportFigures;
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use committee::imports::{
    Import, ImportState, PreviewRow, import_find, import_list, import_preview, source_file,
};
use intake::{Asked as AskedAbout, Kept, KeptRefusal, OpenQuestion, TableShape, kept_text};
use page::Words;
use serde::Serialize;
use utoipa::ToSchema;

/// How many cells are given one by one.
const MOST_ROWS: u32 = 5_000;

/// A file that was sent in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportShape {
    /// Its number.
    id: i64,
    /// The file's name.
    file: String,
    /// The file's BLAKE3 hash.
    hash: String,
    /// The institution that it belongs to; null where it holds several.
    institution: Option<String>,
    /// The region.
    region: String,
    /// `staged`, `committed` or `undone`.
    state: &'static str,
    /// When it came.
    at: String,
    /// By whom.
    by: String,
    /// When its figures began to count.
    committed_at: Option<String>,
    /// When they were taken back.
    undone_at: Option<String>,
}

/// A file with what it says and what is asked about it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportFileShape {
    /// The import.
    import: ImportShape,
    /// What its columns are taken to mean, while that has to be confirmed; otherwise empty.
    proposed: Vec<TableShape>,
    /// What has to be answered before it can count.
    questions: Vec<QuestionShape>,
    /// The cells that were refused; at most 500.
    refused: Vec<RefusedShape>,
    /// How many cells say something new.
    new: i64,
    /// How many say something else than before.
    changed: i64,
    /// How many say the same again.
    unchanged: i64,
    /// How many belong to a return that is with the committee: while there are any, nothing of the file
    /// can count.
    with_committee: i64,
    /// The cells one by one; at most 5,000.
    cells: Vec<StagedCellShape>,
}

/// A question about a text of the file.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionShape {
    /// `mapping`: what the columns mean; `meaning`: what the text stands for; `notation`: how
    /// numbers are written.
    about: &'static str,
    /// The text.
    text: String,
    /// Some of the cells in which it stands.
    cells: Vec<String>,
    /// In how many cells it stands.
    occurrences: u64,
}

/// A cell that was refused.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedShape {
    /// Which cell of the file.
    cell: String,
    /// Why, in the language of the request.
    reason: String,
    /// What was perhaps meant.
    suggestions: Vec<String>,
}

/// A cell of the file.
#[derive(Debug, Serialize, ToSchema)]
struct StagedCellShape {
    /// Who says it.
    institution: String,
    /// About which fact.
    fact: FactShape,
    /// What the file says.
    value: ValueShape,
    /// What the institution has said so far.
    before: Option<ValueShape>,
    /// The cell of the file.
    source: Option<String>,
    /// `new`, `changed`, `unchanged`, or `with-committee` where its return is with the committee.
    outcome: &'static str,
}

impl From<&Import> for ImportShape {
    fn from(one: &Import) -> Self {
        Self {
            id: one.id,
            file: one.file_name.clone(),
            hash: one.file_hash.clone(),
            institution: one.institution.as_ref().map(ToString::to_string),
            region: one.region.to_string(),
            state: one.state.code(),
            at: one.started_at.to_string(),
            by: one.started_by.clone(),
            committed_at: one.committed_at.map(|at| at.to_string()),
            undone_at: one.undone_at.map(|at| at.to_string()),
        }
    }
}

impl From<OpenQuestion> for QuestionShape {
    fn from(one: OpenQuestion) -> Self {
        Self {
            about: match one.asked {
                AskedAbout::Mapping => "mapping",
                AskedAbout::Meaning => "meaning",
                AskedAbout::Notation => "notation",
            },
            text: one.text,
            cells: one.cells,
            occurrences: one.occurrences,
        }
    }
}

impl From<&PreviewRow> for StagedCellShape {
    fn from(row: &PreviewRow) -> Self {
        Self {
            institution: row.institution.to_string(),
            fact: (&row.fact).into(),
            value: row.value.into(),
            before: row.before.map(Into::into),
            source: row.source.clone(),
            outcome: row.outcome.code(),
        }
    }
}

fn refused(words: Words, one: KeptRefusal) -> RefusedShape {
    RefusedShape {
        reason: kept_text(words, &one.message),
        cell: one.cell,
        suggestions: one.suggestions,
    }
}

/// The last hundred files that were sent in where the account works.
#[utoipa::path(get, path = "/imports", tag = "imports",
    responses((status = 200, body = Vec<ImportShape>)))]
#[boxed]
pub(super) async fn import_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<ImportShape>>, Refusal> {
    let permit = permit::<ImportFigures>(&door, &caller)?;
    let found = import_list(&door.database, &door.catalogue, &permit).await?;
    Ok(Json(found.iter().map(Into::into).collect()))
}

/// One file: what it would change, what is asked about it, what was refused and why.
#[utoipa::path(get, path = "/imports/{id}", tag = "imports",
    params(("id" = i64, Path, description = "The import's number")),
    responses((status = 200, body = ImportFileShape)))]
#[boxed]
pub(super) async fn import_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Json<ImportFileShape>, Refusal> {
    let words = Words::in_language(language_of_request(&headers));
    let permit = permit::<ImportFigures>(&door, &caller)?;
    let import = import_find(&door.database, &door.catalogue, &permit, id).await?;
    let preview = import_preview(&door.database, &door.catalogue, &import, MOST_ROWS).await?;
    // Files that came over the command line carry no context.
    let kept: Option<Kept> = intake::parse(&import.context).ok();
    let asks = kept.filter(|kept| import.state == ImportState::Staged && !kept.is_settled);
    let questions: Vec<OpenQuestion> = intake::parse(&import.questions)?;
    let refusals: Vec<KeptRefusal> = intake::parse(&import.refusals)?;
    let refusals = refusals.into_iter();
    Ok(Json(ImportFileShape {
        import: (&import).into(),
        proposed: asks.map_or_else(Vec::new, |kept| {
            kept.mapping.tables.iter().map(Into::into).collect()
        }),
        questions: questions.into_iter().map(Into::into).collect(),
        refused: refusals.map(|one| refused(words, one)).collect(),
        new: preview.new,
        changed: preview.changed,
        unchanged: preview.unchanged,
        with_committee: preview.with_committee,
        cells: preview.rows.iter().map(Into::into).collect(),
    }))
}

/// The file as it came.
#[utoipa::path(get, path = "/imports/{id}/file", tag = "imports",
    params(("id" = i64, Path, description = "The import's number")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")))]
#[boxed]
pub(super) async fn import_file(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Response, Refusal> {
    let permit = permit::<ImportFigures>(&door, &caller)?;
    let (_, bytes) = source_file(&door.database, &door.catalogue, &permit, id).await?;
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    Ok((kind, bytes).into_response())
}
