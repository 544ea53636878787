//! Handing a snapshot out. Internal renderings, for members alone: they carry every figure.

use super::{report, table, workbook};
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
use committee::snapshots::{Snapshot, SnapshotContent, snapshot_find};
use page::{Failure, Words};
use vocabulary::Language;

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

/// A form in which a snapshot is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOut {
    /// The report on paper: PDF.
    Report,
    /// The workbook with data, codebook and notes: XLSX.
    Workbook,
    /// The text table with HXL tags: CSV.
    Table,
}

impl HandOut {
    const fn kind(self) -> &'static str {
        match self {
            Self::Report => "application/pdf",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Table => "text/csv; charset=utf-8",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Report => "pdf",
            Self::Workbook => "xlsx",
            Self::Table => "csv",
        }
    }

    /// Writes a snapshot in this form: every figure in it, for members alone.
    ///
    /// # Errors
    /// When something in it cannot be set or written.
    pub fn write(
        self,
        door: &Door,
        language: Language,
        snapshot: &Snapshot,
        content: &SnapshotContent,
    ) -> Result<Vec<u8>, press::Error> {
        let words = Words::in_language(language);
        match self {
            Self::Report => report::print(door, words, snapshot, content),
            Self::Workbook => workbook::write(door, words, snapshot, content),
            Self::Table => table::write(door, words, snapshot, content),
        }
    }
}

/// Sets and writes away from the threads that answer requests.
async fn made(
    door: Door,
    reader: SignedIn,
    code: String,
    form: HandOut,
) -> Result<Response, Failure> {
    let language = reader.language;
    let (snapshot, content) = find(&door, &reader, &code).await?;
    let name = format!(
        "attachment; filename=\"besa-{}.{}\"",
        snapshot.code,
        form.ending()
    );
    let bytes = blocking(&reader, move || {
        form.write(&door, language, &snapshot, &content)
    })
    .await?
    .shown(language)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(form.kind())),
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
    made(door, reader, code, HandOut::Report).await
}

pub(crate) async fn workbook(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    made(door, reader, code, HandOut::Workbook).await
}

pub(crate) async fn table(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    made(door, reader, code, HandOut::Table).await
}
