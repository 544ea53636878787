//! What people write in their own words: reasons, notes, sources. Long enough for an argument, too
//! short for a file that would be pasted in whole.

use crate::CommitteeError;

/// In characters.
const MOST: usize = 2_000;

/// # Errors
/// When the text is longer than people read.
pub(crate) fn expect_readable(text: &str) -> Result<(), CommitteeError> {
    if text.chars().count() > MOST {
        return Err(CommitteeError::Refused("note-too-long"));
    }
    Ok(())
}
