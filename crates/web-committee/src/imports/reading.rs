//! Reading the bytes of a file: the door against personal data first, then what its columns mean,
//! then its figures. Nothing here stores anything.

use super::kept::Kept;
use exchange::{
    layout::{Context, Fingerprint, Mapping, Reading, apply, own_workbook::OwnWorkbook, recognise},
    lexicon::Lexicon,
    message::Message,
    personal,
    table::{Limits, ReadError, Sheet, TextEncoding, read, read_encoded},
    value::Meanings,
};
use jiff::civil::Date;
use vocabulary::Country;

/// A file that may be kept.
pub(super) struct Opened {
    pub(super) sheets: Vec<Sheet>,
    pub(super) lexicon: Lexicon,
}

/// Why a file may not.
pub(super) enum Shut {
    /// It cannot be read.
    Unreadable(Message),
    /// It carries personal data, in these columns.
    Personal(Vec<Message>),
}

/// Opens a file, unless it carries personal data.
pub(super) fn open(
    country: &Country,
    bytes: &[u8],
    encoding: Option<TextEncoding>,
) -> Result<Opened, Shut> {
    let limits = Limits::default();
    let unreadable = |error: ReadError| Shut::Unreadable(error.message());
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
        Err(Shut::Personal(messages.collect()))
    }
}

impl Opened {
    /// The return that the file was handed out for, if it is our own workbook.
    pub(super) fn own(&self) -> Option<OwnWorkbook> {
        OwnWorkbook::detect(&self.sheets)
    }

    /// How our own workbook is read.
    pub(super) fn own_mapping(&self, own: &OwnWorkbook) -> Mapping {
        own.mapping(&self.sheets, &self.lexicon)
    }

    /// A proposal for how the file could be read; `None` where no sheet holds a table.
    pub(super) fn proposal(&self) -> Option<Mapping> {
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
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.sheets, &self.lexicon)
    }

    /// Reads the figures.
    pub(super) fn figures(&self, kept: &Kept, meanings: &Meanings, today: Date) -> Reading {
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
