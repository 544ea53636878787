//! Tables that may be published at all: a small fixed catalogue, because every further table makes
//! the others less safe.

use crate::{DimensionCode, IndicatorCode, Names, PeriodKind, TermCode};
use serde::{Deserialize, Serialize};

/// Whom a table is released to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Anybody.
    #[default]
    Public,
    /// The members of the committee of the place, and nobody else.
    Members,
}

impl Audience {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
        }
    }

    /// The audience with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Public, Self::Members];
        all.into_iter().find(|audience| audience.code() == code)
    }
}

/// What is done to the counts of a table before anybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Protection {
    /// Every count becomes a multiple of the base next to it, and sums still add up.
    Rounding {
        /// The base; at least 2.
        base: i64,
    },
    /// Counts from 1 to the threshold are hidden, and as many others as are needed so that no sum
    /// gives a hidden one back. Everything else is the count itself.
    Suppression {
        /// The largest count that is hidden for its own sake; at least 1.
        threshold: i64,
        /// How far apart the counts that stay possible for a hidden cell are, at least; at least 2.
        width: i64,
    },
    /// Every count is changed a little by a key that stays with it. Sums need not add up.
    CellKey {
        /// No count is changed by more than this; at least 2.
        maximum: i64,
        /// The variance of the change; from 1 to the square of the maximum.
        variance: i64,
        /// No published count lies from 1 up to this; below the maximum.
        small: i64,
    },
    /// Nothing: what is counted is no people (meetings, leaflets).
    Open,
}

impl Protection {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rounding { .. } => "rounding",
            Self::Suppression { .. } => "suppression",
            Self::CellKey { .. } => "cell-key",
            Self::Open => "open",
        }
    }

    /// How far apart the counts that stay possible for one cell have to be, at least. Rounding to a
    /// base leaves base − 1 (field reference, section 2: base 5 leaves 4, base 3 leaves 2); a
    /// published zero of a table of cell keys stands for the counts from 0 to the maximum.
    #[must_use]
    pub const fn width(self) -> i64 {
        match self {
            Self::Rounding { base } => base - 1,
            Self::Suppression { width, .. } => width,
            Self::CellKey { maximum, .. } => maximum,
            Self::Open => 0,
        }
    }
}

/// A table that may be published, period by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegisteredTable {
    /// Its code, in addresses and file names.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Whom it is released to.
    #[serde(default)]
    pub audience: Audience,
    /// What it counts.
    pub indicators: Vec<IndicatorCode>,
    /// The level of its places: the country's own, or one below. A table for members is released for
    /// one place with a committee at a time.
    pub level: String,
    /// The kind of period of one release.
    pub period: PeriodKind,
    /// Shorter periods that it shows as well; for the public only of the whole country.
    #[serde(default)]
    pub parts: Option<PeriodKind>,
    /// The one attribute by which it divides, if any.
    #[serde(default)]
    pub dimension: Option<DimensionCode>,
    /// The terms of that attribute. They leave nobody out: their sum is the total. The term
    /// `unknown`, where it is listed and nobody reports it, is what is left of the total.
    #[serde(default)]
    pub terms: Vec<TermCode>,
    /// What is done to the counts.
    pub protection: Protection,
}

/// A sum that everybody knows: the first is the others together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct KnownSum {
    /// The whole.
    pub whole: IndicatorCode,
    /// Its parts.
    pub parts: Vec<IndicatorCode>,
}

impl super::Country {
    /// The tables that may be published, in the order of the package.
    #[must_use]
    pub fn registered_tables(&self) -> &[RegisteredTable] {
        &self.registered
    }

    /// The table with that code.
    #[must_use]
    pub fn registered_table(&self, code: &str) -> Option<&RegisteredTable> {
        self.registered.iter().find(|table| table.code == code)
    }

    /// Sums over indicators that every reader knows.
    #[must_use]
    pub fn known_sums(&self) -> &[KnownSum] {
        &self.known_sums
    }
}
