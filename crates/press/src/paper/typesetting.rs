//! Runs the typesetter on a closed world and writes its pages as PDF.

use super::data::Content;
use super::document::ReportDocument;
use super::world::PaperWorld;
use crate::Error;
use jiff::tz::Offset;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Cached parts of earlier documents that were not used by this many later ones are dropped.
const CACHE_AGE: usize = 2;

/// Sets the pages.
///
/// # Errors
/// [`Error::Paper`] with what the typesetter says, above all about a picture it cannot read.
pub(super) fn set(content: Content) -> Result<PagedDocument, Error> {
    let world = PaperWorld::new(content);
    let pages = typst::compile::<PagedDocument>(&world).output;
    typst::comemo::evict(CACHE_AGE);
    pages.map_err(|errors| refusal(&errors))
}

/// Writes the pages as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// [`Error::Paper`] when the pages break a rule of these standards.
pub(super) fn export(pages: &PagedDocument, document: &ReportDocument) -> Result<Vec<u8>, Error> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| Error::Paper(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}/{}", document.snapshot, document.title)),
        creator: Smart::Custom(None),
        timestamp: Some(timestamp(document.created)?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| refusal(&errors))
}

fn timestamp(created: jiff::Timestamp) -> Result<Timestamp, Error> {
    let civil = Offset::UTC.to_datetime(created);
    let part = |value: i8| u8::try_from(value).unwrap_or(0);
    Datetime::from_ymd_hms(
        i32::from(civil.year()),
        part(civil.month()),
        part(civil.day()),
        part(civil.hour()),
        part(civil.minute()),
        part(civil.second()),
    )
    .map(Timestamp::new_utc)
    .ok_or_else(|| Error::Paper(format!("the time {created} cannot be written into a file")))
}

/// All messages in one line; they speak of the template and of pictures, not of people.
fn refusal(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<String> = errors
        .iter()
        .map(|error| {
            let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
            format!("{}{}", error.message, hints.collect::<String>())
        })
        .collect();
    Error::Paper(messages.join("; "))
}

#[cfg(test)]
mod tests;
