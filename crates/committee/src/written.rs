//! What people write in their own words: reasons, notes, sources. Long enough for an argument, too
//! short for a file that would be pasted in whole, and never the data of a person.
//!
//! Every step that stores such a text passes it through here, so that no door (page, program, file,
//! command line) can forget to.

use crate::CommitteeError;
use vocabulary::personal::{OpenText, RefusedText};

/// The longest text, in characters.
pub const MOST: usize = 2_000;

/// The text that may be stored; `field` is what forms and programs call it.
///
/// # Errors
/// When the text is longer than people read, or gives a person away.
pub(crate) fn open(field: &'static str, text: &str) -> Result<OpenText, CommitteeError> {
    if text.chars().count() > MOST {
        return Err(CommitteeError::Refused("note-too-long"));
    }
    open_of_any_length(field, text)
}

/// The same for a text whose length was looked at.
///
/// # Errors
/// When the text gives a person away.
pub(crate) fn open_of_any_length(
    field: &'static str,
    text: &str,
) -> Result<OpenText, CommitteeError> {
    Ok(OpenText::of_field(field, text)?)
}

/// The remark of one of many cells; `None` where nothing is said.
///
/// # Errors
/// When the text is longer than people read, or gives a person away.
pub(crate) fn comment(item: usize, text: Option<&str>) -> Result<Option<OpenText>, CommitteeError> {
    let refused = |trace| RefusedText {
        field: "comment",
        item: Some(item),
        trace,
    };
    if text.is_some_and(|text| text.chars().count() > MOST) {
        return Err(CommitteeError::Refused("note-too-long"));
    }
    let text = text.map(OpenText::parse).transpose();
    let text = text.map_err(|trace| CommitteeError::from(refused(trace)))?;
    Ok(text.filter(|text| !text.is_empty()))
}
