//! The head of a long table: enough of it to recognise the columns, before the stream begins.

use crate::{
    layout::{Candidate, recognise},
    lexicon::Lexicon,
    table::{self, Limits, ReadError, Sheet},
};

/// What the first rows say.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The first rows, for the door against personal data and for showing.
    pub sheet: Sheet,
    /// The separator.
    pub separator: u8,
    /// How the table could be read.
    pub candidates: Vec<Candidate>,
}

/// Looks at the beginning of a text table (some ten thousand bytes are enough); the last line,
/// which may be cut off, is left out.
///
/// # Errors
/// When it is no UTF-8 text table: read such files through [`crate::table`].
pub fn head(beginning: &[u8], lexicon: &Lexicon) -> Result<Head, ReadError> {
    let end = beginning
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(beginning.len(), |last| last + 1);
    let whole_lines = &beginning[..end];
    let text = std::str::from_utf8(whole_lines).map_err(|_| ReadError::EncodingUnknown)?;
    let sheets = table::read(whole_lines, &Limits::default())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (separator, rest) = table::text::separate(text);
    if rest.len() != text.len() {
        // A stream cannot pass over Excel's own line; such small files need no stream.
        return Err(ReadError::EncodingUnknown);
    }
    let sheet = sheets.into_iter().next().ok_or(ReadError::Empty)?;
    let candidates = recognise(&sheet, lexicon);
    Ok(Head {
        sheet,
        separator,
        candidates,
    })
}
