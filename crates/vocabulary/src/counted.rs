//! What a count of cases gives: cells, and for every fact that is not in them, why. Numbers alone.

use crate::{Breakdown, CountingRule, DimensionCode, IndicatorCode};
use serde::{Deserialize, Serialize};

/// Why a fact of a place is not in the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// It does not have the status that is counted, or did not by the end of the period.
    OtherStatus,
    /// It is of another legal article.
    OtherArticle,
    /// It is of a kind that the indicator does not count, such as a referral within the region.
    OtherKind,
    /// It happened in another period, by the date that the rule takes.
    OtherPeriod,
    /// Where it belongs by the rule is not known.
    PlaceUnknown,
    /// Probably the same person, who is counted already.
    Repeat,
    /// The first identification of a person, where only later ones are counted.
    NotARepeat,
}

impl LeftOut {
    /// Every reason, in the order in which they are looked at.
    pub const ALL: [Self; 7] = [
        Self::OtherArticle,
        Self::OtherKind,
        Self::OtherStatus,
        Self::OtherPeriod,
        Self::PlaceUnknown,
        Self::NotARepeat,
        Self::Repeat,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherStatus => "other-status",
            Self::OtherArticle => "other-article",
            Self::OtherKind => "other-kind",
            Self::OtherPeriod => "other-period",
            Self::PlaceUnknown => "place-unknown",
            Self::Repeat => "repeat",
            Self::NotARepeat => "not-a-repeat",
        }
    }
}

/// One cell of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedCell {
    /// Which.
    pub breakdown: Breakdown,
    /// How many.
    pub number: u64,
}

/// One indicator, counted for a place and a period, with everything that was left out.
///
/// `looked_at` is always the number of the total and of all that was left out together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedIndicator {
    /// Which.
    pub indicator: IndicatorCode,
    /// The rule that it was counted by.
    pub rule: CountingRule,
    /// How many facts of the place were looked at.
    pub looked_at: u64,
    /// The cells, the total first.
    pub cells: Vec<CountedCell>,
    /// How many were left out, by reason; no zeros.
    pub left_out: Vec<(LeftOut, u64)>,
    /// How many of the total have an unknown age, and count as children.
    pub of_unknown_age: u64,
    /// How many of the total are in no part of a dimension, because cases do not say; no zeros.
    pub without_term: Vec<(DimensionCode, u64)>,
}

impl CountedIndicator {
    /// The number of a cell; `None` for a cell that was not counted.
    #[must_use]
    pub fn number(&self, breakdown: &Breakdown) -> Option<u64> {
        let mut cells = self.cells.iter();
        let cell = cells.find(|cell| cell.breakdown == *breakdown);
        cell.map(|cell| cell.number)
    }

    /// The number of the total.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.number(&Breakdown::total()).unwrap_or_default()
    }

    /// How many were left out for a reason.
    #[must_use]
    pub fn left_out_for(&self, reason: LeftOut) -> u64 {
        let found = self.left_out.iter().find(|(one, _)| *one == reason);
        found.map_or(0, |(_, number)| *number)
    }
}
