//! What is said in public about one cell. It must never mix what the owner knows (the truth) with
//! what the reader is told.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What the public is told about a cell, in units of the count (people, cases, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// The count itself. Zero is a count.
    Exact(i64),
    /// No count, perhaps with a printed range such as "<5".
    Hidden {
        /// The smallest count that the sign allows, where it says so.
        low: Option<i64>,
        /// The largest count that the sign allows, where it says so.
        high: Option<i64>,
    },
    /// A multiple of a base near the count. A count that is a multiple itself is published as it is.
    Rounded {
        /// The published multiple.
        value: i64,
        /// The base, known to everybody; at least 2.
        base: i64,
        /// How many bases the published value may be away: 1 is the next multiple below or above.
        steps: i64,
    },
}

impl Published {
    /// Hidden, and nothing else is said.
    #[must_use]
    pub const fn hidden() -> Self {
        Self::Hidden {
            low: None,
            high: None,
        }
    }

    /// Rounded to the next multiple below or above.
    #[must_use]
    pub const fn rounded(value: i64, base: i64) -> Self {
        Self::Rounded {
            value,
            base,
            steps: 1,
        }
    }

    /// The smallest and the largest count that this leaves possible, by itself.
    #[must_use]
    pub const fn range(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Exact(value) => (Some(value), Some(value)),
            Self::Hidden { low, high } => (low, high),
            Self::Rounded { value, base, steps } => {
                let reach = base.saturating_mul(steps).saturating_sub(1);
                (
                    Some(value.saturating_sub(reach)),
                    Some(value.saturating_add(reach)),
                )
            }
        }
    }

    /// Whether the count itself is printed.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// Whether this could have been published about the given count.
    #[must_use]
    pub fn admits(self, count: i64) -> bool {
        let (low, high) = self.range();
        low.is_none_or(|low| low <= count) && high.is_none_or(|high| count <= high)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(value) => write!(formatter, "{value}"),
            Self::Hidden { .. } => match self.range() {
                (None, None) => formatter.write_str("hidden"),
                (Some(low), None) => write!(formatter, "hidden, at least {low}"),
                (None, Some(high)) => write!(formatter, "hidden, at most {high}"),
                (Some(low), Some(high)) => write!(formatter, "hidden, {low} to {high}"),
            },
            Self::Rounded { value, base, .. } => write!(formatter, "{value}, rounded to {base}"),
        }
    }
}

/// What a cell that a table does not list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// A published zero: only other counts are stored.
    Zero,
    /// Nothing is published about it, but it is one of the parts that add up to the totals.
    Unknown,
    /// Nothing is published about it, and what is listed need not be everything: where a part is
    /// not listed, or the listed parts are fewer than the total, the rest was not recorded.
    Unrecorded,
}

/// A listed cell: what is said about it and, where the owner gives it, the count itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What the public is told.
    pub published: Published,
    /// The count, known to the owner alone; `None` when somebody else's table is read.
    pub truth: Option<i64>,
}
