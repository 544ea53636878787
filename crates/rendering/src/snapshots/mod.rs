//! A snapshot as a document: on paper, as a workbook, as a text table. Internal renderings, for
//! members alone: they carry every figure.

mod report;
mod table;
mod workbook;

use committee::snapshots::{Snapshot, SnapshotContent};
use page::Words;
use vocabulary::{Country, Language};

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
    /// The media type of the document.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Report => "application/pdf",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Table => "text/csv; charset=utf-8",
        }
    }

    /// The name of the file that holds this form of a snapshot.
    #[must_use]
    pub fn file_name(self, snapshot: &Snapshot) -> String {
        let ending = match self {
            Self::Report => "pdf",
            Self::Workbook => "xlsx",
            Self::Table => "csv",
        };
        format!("besa-{}.{ending}", snapshot.code)
    }

    /// Writes a snapshot in this form: every figure in it, for members alone. It takes a while:
    /// never on a thread that answers requests.
    ///
    /// # Errors
    /// When something in it cannot be set or written.
    pub fn write(
        self,
        country: &Country,
        language: Language,
        snapshot: &Snapshot,
        content: &SnapshotContent,
    ) -> Result<Vec<u8>, press::Error> {
        let words = Words::in_language(language);
        match self {
            Self::Report => report::print(country, words, snapshot, content),
            Self::Workbook => workbook::write(country, words, snapshot, content),
            Self::Table => table::write(country, words, snapshot, content),
        }
    }
}
