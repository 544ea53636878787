//! The identifier of an account.

use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;
use vocabulary::RandomSource;

/// Identifies an account for ever; names may change, and a closed account's id is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(Uuid);

impl AccountId {
    /// The person who runs the command line on the server's own disk. No account has this id.
    pub const OPERATOR: Self = Self(Uuid::nil());

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
        if text == OPERATOR_NAME {
            return Some(Self::OPERATOR);
        }
        let uuid = Uuid::try_parse(text).ok()?;
        (!uuid.is_nil() && uuid.as_hyphenated().to_string() == text).then_some(Self(uuid))
    }
}

const OPERATOR_NAME: &str = "operator";

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::OPERATOR {
            formatter.write_str(OPERATOR_NAME)
        } else {
            write!(formatter, "{}", self.0.as_hyphenated())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_one_way_of_being_written() {
        let id = AccountId(Uuid::from_u128(7));
        assert_eq!(AccountId::parse(&id.to_string()), Some(id));
        assert_eq!(AccountId::parse("operator"), Some(AccountId::OPERATOR));
        for bad in [
            "",
            "Operator",
            &Uuid::nil().to_string(),
            "{00000000-0000-0000-0000-000000000007}",
        ] {
            assert_eq!(AccountId::parse(bad), None, "{bad}");
        }
    }
}
