//! Why somebody opens what is sealed, or lets somebody else open it. It is read without a key, in the log
//! and beside the grant, by whoever reviews: so it is short, and no number, day, address or code passes.
//! A name cannot be told from a word here; the pages ask for none.

use crate::{CaseworkError, conferences::expect_no_identifiers};

/// The longest, in characters.
const LONGEST: usize = 400;

/// The reason as it is kept.
///
/// # Errors
/// `missing` where it is empty or too long, `text-holds-identifier`.
pub(crate) fn open_reason<'r>(
    reason: &'r str,
    missing: &'static str,
) -> Result<&'r str, CaseworkError> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(CaseworkError::Invalid(missing));
    }
    expect_no_identifiers(reason)?;
    Ok(reason)
}
