//! The door for encoded files. Whatever is not an encoded file of this round is refused before
//! anything of it is written anywhere.

use super::{CheckValue, THRESHOLD};
use crate::EstimationError;
use linkage::{EncodedList, Schema};

/// Fewest people on a list: the number of a smaller one is itself a small count, which the total
/// would give away.
pub const LEAST_PEOPLE: u64 = THRESHOLD;

/// What a file is held against.
pub(super) struct Expected<'a> {
    pub(super) round: &'a str,
    pub(super) check_value: &'a CheckValue,
    pub(super) schema: &'a str,
    pub(super) institution: &'a str,
}

/// Reads a file that may be a list in clear text or a damaged one. Nothing of it is repeated.
///
/// # Errors
/// [`EstimationError::Refused`] with the reason.
pub fn check_file(bytes: &[u8]) -> Result<EncodedList, EstimationError> {
    if bytes.is_empty() {
        return Err(EstimationError::Refused("round-file-empty"));
    }
    if !EncodedList::begins(bytes) {
        return Err(EstimationError::Refused("round-file-clear"));
    }
    EncodedList::read("", bytes).map_err(|_| EstimationError::Refused("round-file-damaged"))
}

impl Expected<'_> {
    /// Whether the file belongs here: its round, key, schema and list have to fit.
    pub(super) fn check(&self, list: &EncodedList) -> Result<(), EstimationError> {
        let refused = |key| Err(EstimationError::Refused(key));
        if list.round().as_str() != self.round {
            return refused("round-file-other-round");
        }
        if CheckValue::of_bytes(list.check_value()) != *self.check_value {
            return refused("round-file-other-key");
        }
        let schema = Schema::parse(self.schema)?;
        if list.schema().canonical_json() != schema.canonical_json() {
            return refused("round-file-other-schema");
        }
        if list.name() != self.institution {
            return refused("round-file-other-list");
        }
        if list.schema().hardening().decoys_per_row == 0 {
            return refused("round-schema-soft");
        }
        if u64::from(list.rows()) < LEAST_PEOPLE {
            return refused("round-file-small");
        }
        Ok(())
    }
}
