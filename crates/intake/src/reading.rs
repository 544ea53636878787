//! Reading the bytes of a file: the door against personal data first, then what its columns mean,
//! then its figures. Nothing here stores anything.

use crate::{Intake, IntakeError, aside::blocking, kept::Kept};
use exchange::{
    layout::{Context, Fingerprint, Mapping, Reading, apply, own_workbook::OwnWorkbook, recognise},
    lexicon::Lexicon,
    personal,
    table::{Limits, ReadError, Sheet, TextEncoding, read, read_encoded},
    value::Meanings,
};
use jiff::civil::Date;
use vocabulary::Country;

/// A file that may be kept.
pub struct Opened {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// The names that the country package knows.
    pub lexicon: Lexicon,
}

/// Opens a file, unless it carries personal data.
fn open(
    country: &Country,
    bytes: &[u8],
    encoding: Option<TextEncoding>,
) -> Result<Opened, IntakeError> {
    let limits = Limits::default();
    let unreadable = |error: ReadError| IntakeError::Unreadable(error.message());
    let sheets = match encoding {
        Some(encoding) => read_encoded(bytes, encoding, &limits),
        None => read(bytes, &limits),
    }
    .map_err(unreadable)?;
    let lexicon = Lexicon::of(country);
    let columns = personal::find(&sheets, &|text| lexicon.is_known_name(text));
    if columns.is_empty() {
        Ok(Opened { sheets, lexicon })
    } else {
        let messages = columns.iter().map(personal::PersonalColumn::message);
        Err(IntakeError::Personal(messages.collect()))
    }
}

impl Intake {
    /// Opens a file beside the request, and gives its bytes back with it.
    pub(crate) async fn open(
        &self,
        bytes: Vec<u8>,
        encoding: Option<TextEncoding>,
    ) -> Result<(Vec<u8>, Opened), IntakeError> {
        let catalogue = self.catalogue.clone();
        blocking(move || {
            let opened = open(catalogue.country(), &bytes, encoding)?;
            Ok((bytes, opened))
        })
        .await?
    }
}

impl Opened {
    /// The return that the file was handed out for, if it is our own workbook.
    pub(crate) fn own(&self) -> Option<OwnWorkbook> {
        OwnWorkbook::detect(&self.sheets)
    }

    /// How our own workbook is read.
    pub(crate) fn own_mapping(&self, own: &OwnWorkbook) -> Mapping {
        own.mapping(&self.sheets, &self.lexicon)
    }

    /// A proposal for how the file could be read; `None` where no sheet holds a table.
    pub(crate) fn proposal(&self) -> Option<Mapping> {
        let visible = self.sheets.iter().filter(|sheet| !sheet.is_hidden());
        let tables: Vec<_> = visible
            .filter_map(|sheet| recognise(sheet, &self.lexicon).into_iter().next())
            .map(|candidate| candidate.table)
            .collect();
        (!tables.is_empty()).then(|| Mapping {
            fingerprint: self.fingerprint(),
            tables,
        })
    }

    /// By which the file's headings are known again.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.sheets, &self.lexicon)
    }

    /// Reads the figures.
    pub(crate) fn figures(&self, kept: &Kept, meanings: &Meanings, today: Date) -> Reading {
        let context = Context {
            institution: kept.institution.clone(),
            place: Some(kept.place.clone()),
            period: kept.period,
            today,
        };
        apply(
            &self.sheets,
            &kept.mapping,
            &self.lexicon,
            meanings,
            &context,
        )
    }
}
