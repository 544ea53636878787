//! Staging: the file and what was understood of it are kept, and nothing counts yet.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, Used},
    figures::{ChangeKind, FigureRow, Stage, change_open, insert_stated, numbered},
    record, written,
};
use access::{ImportFigures, Permit};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::HashSet;
use store::{Database, Transaction};
use vocabulary::{InstitutionCode, StatedFigure};

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// Waiting for somebody to look at the preview.
    Staged,
    /// Its figures count.
    Committed,
    /// Its figures were taken back.
    Undone,
}

impl ImportState {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Committed => "committed",
            Self::Undone => "undone",
        }
    }

    /// The state with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Staged, Self::Committed, Self::Undone]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// A file and what was understood of it.
#[derive(Debug)]
pub struct NewImport<'a> {
    /// The file's name, as the user knows it.
    pub file_name: &'a str,
    /// The file, byte by byte.
    pub content: &'a [u8],
    /// The institution that it belongs to; `None` where it holds several.
    pub institution: Option<InstitutionCode>,
    /// Whether the figures fill drafts or count at once (published figures, old series).
    pub stage: Stage,
    /// The figures.
    pub figures: &'a [StatedFigure],
    /// What was asked of the user and is still open, as JSON for the page that asks.
    pub questions: String,
    /// Which cells were refused and why, as JSON for the page that shows them.
    pub refusals: String,
    /// What the page needs to read the file again with another mapping, as JSON.
    pub context: String,
    /// The earlier reading of the same file that this one takes the place of.
    pub replaces: Option<i64>,
}

/// Keeps a file and stages its figures. Gives the import's number.
///
/// # Errors
/// When a figure lies outside the permit's place or institution, two figures of the file are about
/// the same cell, a remark or the file's name gives a person away, or the database fails; then nothing
/// is kept.
#[boxed]
pub async fn import_stage(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    import: &NewImport<'_>,
    now: Timestamp,
) -> Result<i64, CommitteeError> {
    check_scope(catalogue, permit, import.figures)?;
    let file_name = written::open("file", import.file_name)?;
    let breakdowns: HashSet<_> = import
        .figures
        .iter()
        .map(|figure| &figure.breakdown)
        .collect();
    let rules: HashSet<_> = import
        .figures
        .iter()
        .filter_map(|figure| figure.counting_rule.as_ref())
        .collect();
    let used = catalogue.learn(database, breakdowns, rules).await?;
    let mut transaction = database.begin().await?;
    let file = keep_file(&mut transaction, import, now).await?;
    let name = permit.actor().name();
    let change = change_open(&mut transaction, ChangeKind::Import, now, name, None, None).await?;
    let rows = numbered_rows(catalogue, &used, import.figures);
    match insert_stated(&mut transaction, change, rows).await {
        Err(CommitteeError::Store(error)) if error.is_conflict() => {
            return Err(CommitteeError::Refused("import-duplicate-cell"));
        }
        other => other?,
    };
    let institution = import
        .institution
        .as_ref()
        .map(|code| catalogue.institution(code))
        .transpose()?;
    // An institution's file is its region's, whoever brought it.
    let country = catalogue.country();
    let of_institution = import.institution.as_ref();
    let of_institution = of_institution.and_then(|code| country.institution(code.as_str()));
    let place = of_institution.map_or(&permit.scope().place, |one| &one.place);
    let region = catalogue.region(catalogue.place(place)?);
    let id: i64 = store::within!(transaction, connection => {
        store::query_scalar(
            "INSERT INTO import (change_id, file_id, institution, region, stage, state, context,
                questions, refusals, started_at, started_by, account_id, file_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
        )
        .bind(change)
        .bind(file)
        .bind(institution)
        .bind(region)
        .bind(import.stage.number())
        .bind(ImportState::Staged.code())
        .bind(import.context.clone())
        .bind(import.questions.clone())
        .bind(import.refusals.clone())
        .bind(now.as_microsecond())
        .bind(name.to_owned())
        .bind(permit.actor().account_id().to_string())
        .bind(file_name)
        .fetch_one(connection)
    })?;
    record(
        &mut transaction,
        permit.actor(),
        "import-staged",
        &id.to_string(),
        &hash(import.content),
        now,
    )
    .await?;
    if let Some(earlier) = import.replaces {
        discard_in(&mut transaction, catalogue, permit, earlier, now).await?;
    }
    transaction.commit().await?;
    Ok(id)
}

/// The figures as rows, one after the other.
fn numbered_rows<'a>(
    catalogue: &'a Catalogue,
    used: &'a Used,
    figures: &'a [StatedFigure],
) -> impl Iterator<Item = Result<FigureRow, CommitteeError>> + Send + 'a {
    let rows = figures.iter().enumerate();
    rows.map(|figure| numbered(catalogue, used, figure))
}

fn check_scope(
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    figures: &[StatedFigure],
) -> Result<(), CommitteeError> {
    let scope = permit.scope();
    let places: HashSet<_> = figures.iter().map(|figure| &figure.place).collect();
    if places
        .into_iter()
        .any(|place| !catalogue.country().is_within(place, &scope.place))
    {
        return Err(CommitteeError::Refused("import-outside-place"));
    }
    // The table's own count comes through the gate, with what was left out and why, or not at all.
    let institutions: HashSet<_> = figures.iter().map(|figure| &figure.institution).collect();
    let country = catalogue.country();
    let is_counted = |code: &InstitutionCode| {
        let institution = country.institution(code.as_str());
        institution.is_some_and(|one| country.is_counted_kind(&one.kind))
    };
    if institutions.into_iter().any(is_counted) {
        return Err(CommitteeError::Refused("import-is-counted"));
    }
    let is_foreign =
        |own: &InstitutionCode| figures.iter().any(|figure| figure.institution != *own);
    if scope.institution.as_ref().is_some_and(is_foreign) {
        return Err(CommitteeError::Refused("import-outside-institution"));
    }
    Ok(())
}

/// The hash under which a file is kept: BLAKE3, in hexadecimal.
pub(crate) fn hash(content: &[u8]) -> String {
    blake3::hash(content).to_hex().to_string()
}

async fn keep_file(
    transaction: &mut Transaction,
    import: &NewImport<'_>,
    now: Timestamp,
) -> Result<i64, CommitteeError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO source_file (hash, size, content, stored_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(hash(import.content))
        .bind(i64::try_from(import.content.len()).unwrap_or(i64::MAX))
        .bind(import.content.to_vec())
        .bind(now.as_microsecond())
    )?;
    Ok(store::within!(transaction, connection => {
        store::query_scalar("SELECT id FROM source_file WHERE hash = $1")
            .bind(hash(import.content))
            .fetch_one(connection)
    })?)
}

/// Throws a staged import away: its figures, and the file where no other import came from it.
///
/// # Errors
/// When it is not the permit's own, is no longer staged, or the database fails.
#[boxed]
pub async fn import_discard(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    id: i64,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let mut transaction = database.begin().await?;
    discard_in(&mut transaction, catalogue, permit, id, now).await?;
    Ok(transaction.commit().await?)
}

/// The same within a transaction. Of two at once the second finds nothing left, and keeps nothing.
async fn discard_in(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    id: i64,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let import = super::list::in_scope(transaction, catalogue, permit, id).await?;
    if import.state != ImportState::Staged {
        return Err(CommitteeError::Refused("import-not-staged"));
    }
    let gone = store::execute!(
        transaction,
        store::query("DELETE FROM import WHERE id = $1 AND state = $2")
            .bind(id)
            .bind(ImportState::Staged.code())
    )?;
    if gone == 0 {
        return Err(CommitteeError::Refused("import-not-staged"));
    }
    store::execute!(
        transaction,
        store::query("DELETE FROM stated_figure WHERE change_id = $1").bind(import.change)
    )?;
    store::execute!(
        transaction,
        store::query(
            "DELETE FROM source_file WHERE id = $1
                AND NOT EXISTS (SELECT 1 FROM import WHERE file_id = source_file.id)"
        )
        .bind(import.file)
    )?;
    let subject = id.to_string();
    record(
        transaction,
        permit.actor(),
        "import-discarded",
        &subject,
        &"",
        now,
    )
    .await
}
