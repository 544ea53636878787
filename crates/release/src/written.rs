//! What people write about a release in their own words: explanations, refusals, descriptions. Never the
//! data of a person; every step that stores such a text passes it through here.

use crate::ReleaseError;
use vocabulary::personal::OpenText;

/// In characters.
pub(crate) const LONGEST: usize = 2_000;

/// The text that may be stored; `field` is what forms and programs call it, `longest` is in characters.
///
/// # Errors
/// When the text is too long or gives a person away.
pub(crate) fn open(
    (field, longest): (&'static str, usize),
    text: &str,
) -> Result<OpenText, ReleaseError> {
    if text.chars().count() > longest {
        return Err(ReleaseError::Refused("release-too-long"));
    }
    Ok(OpenText::of_field(field, text)?)
}
