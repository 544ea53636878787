//! What people write about an estimate or a round in their own words: titles and sources. Never the data
//! of a person; every step that stores such a text passes it through here.

use crate::EstimationError;
use vocabulary::personal::OpenText;

/// The text that may be stored; `field` is what forms and programs call it.
///
/// # Errors
/// When the text gives a person away.
pub(crate) fn open(field: &'static str, text: &str) -> Result<OpenText, EstimationError> {
    Ok(OpenText::of_field(field, text)?)
}
