//! The identifier of a membership.

use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;
use vocabulary::RandomSource;

/// Identifies a membership for ever. Who leaves a body and comes back holds another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MembershipId(Uuid);

impl MembershipId {
    /// A fresh id: a UUID of version 7 (RFC 9562).
    pub(crate) fn fresh(now: Timestamp, random: &dyn RandomSource) -> Self {
        let mut bytes = [0; 10];
        random.fill(&mut bytes);
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid())
    }

    #[cfg(feature = "testing")]
    pub(crate) const fn numbered(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }

    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let uuid = Uuid::try_parse(text).ok()?;
        (uuid.as_hyphenated().to_string() == text).then_some(Self(uuid))
    }
}

impl fmt::Display for MembershipId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.as_hyphenated())
    }
}
