//! Documents on paper: a report as tagged PDF, conforming to PDF/UA-1 (accessible) and PDF/A-2a
//! (archivable), with the snapshot's id and "page n of m" at the foot of every page.
//!
//! The layout is one fixed template. What a document says reaches it as data, never as markup:
//! a title that looks like a command is set as it is written. The same document gives the same
//! bytes; the time of making is a part of the document.

mod data;
mod document;
mod fonts;
mod typesetting;
mod world;

pub use document::{
    Block, KeyFigure, ReportColumn, ReportDocument, ReportFigure, ReportTable, ReportWords, Section,
};

use crate::Error;

/// Sets a report and returns the PDF file.
///
/// Characters that the fonts of the document do not have are set as U+FFFD (they cannot be
/// archived).
///
/// # Errors
/// [`Error::Amount`] or [`Error::Length`] naming the list that does not fit, [`Error::Picture`]
/// for a figure that is no SVG, [`Error::Paper`] when the document cannot be set.
pub fn print(document: &ReportDocument) -> Result<Vec<u8>, Error> {
    let content = data::Content::of(document)?;
    let pages = typesetting::set(content)?;
    typesetting::export(&pages, document)
}
