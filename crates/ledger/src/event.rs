//! One row of the log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened and is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent<'a> {
    /// When.
    pub at: Timestamp,
    /// Who did it: an account's id, or `operator` for the command line.
    pub actor: &'a str,
    /// What was done, as a short code.
    pub kind: &'a str,
    /// To what, as a code or number.
    pub subject: &'a str,
    /// What else belongs to it, as JSON.
    pub detail: &'a str,
}

/// A row as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its place in the log, from 0.
    pub sequence: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// What else belongs to it, as JSON.
    pub detail: String,
}

impl Event {
    /// The bytes that are hashed: each part with its length before it, so that no two different
    /// rows give the same bytes.
    #[must_use]
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(128 + self.detail.len());
        self.write_canonical(&mut bytes);
        bytes
    }

    /// The same into a buffer, which is emptied first.
    pub(crate) fn write_canonical(&self, bytes: &mut Vec<u8>) {
        bytes.clear();
        bytes.extend_from_slice(&self.sequence.to_be_bytes());
        bytes.extend_from_slice(&self.at.to_be_bytes());
        for part in [&self.actor, &self.kind, &self.subject, &self.detail] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
    }
}
