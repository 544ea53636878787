//! What a count of cases gives: cells, and for every fact that is not in them, why. Numbers alone.

use crate::{Breakdown, CountingRule, DimensionCode, IndicatorCode};
use serde::{Deserialize, Serialize};

/// A part of fewer than so many is told as numbers and never as a rate: one person more would turn it
/// over.
pub const FEWEST_OF_A_RATE: u64 = 20;

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
    /// The person was identified where they come from, and who was identified elsewhere is counted.
    AtHome,
}

impl LeftOut {
    /// Every reason, in the order in which they are looked at.
    pub const ALL: [Self; 8] = [
        Self::OtherArticle,
        Self::OtherKind,
        Self::OtherStatus,
        Self::OtherPeriod,
        Self::PlaceUnknown,
        Self::AtHome,
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
            Self::AtHome => "at-home",
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
    /// Of how many, where the indicator is a part of a whole; none where it is a number alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
}

impl CountedCell {
    /// A number of a cell.
    #[must_use]
    pub const fn count(breakdown: Breakdown, number: u64) -> Self {
        Self {
            breakdown,
            number,
            of: None,
        }
    }
}

/// What the numbers of an indicator are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many there are.
    #[default]
    Count,
    /// How many of those who are counted.
    Share,
    /// How many among the residents.
    Rate {
        /// By which population, such as `estimate`.
        basis: String,
        /// Of which year.
        year: i16,
    },
}

impl Measure {
    const fn is_count(&self) -> bool {
        matches!(self, Self::Count)
    }
}

/// One indicator, counted for a place and a period, with everything that was left out.
///
/// `looked_at` is always [`CountedIndicator::counted`] and all that was left out together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedIndicator {
    /// Which.
    pub indicator: IndicatorCode,
    /// The rule that it was counted by.
    pub rule: CountingRule,
    /// What its numbers are.
    #[serde(default, skip_serializing_if = "Measure::is_count")]
    pub measure: Measure,
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

    /// How many facts are counted: of a share, the whole that it is of.
    #[must_use]
    pub fn counted(&self) -> u64 {
        let mut cells = self.cells.iter();
        let total = cells.find(|cell| cell.breakdown.is_total());
        let whole = total.and_then(|cell| cell.of);
        match self.measure {
            Measure::Share => whole.unwrap_or_default(),
            Measure::Count | Measure::Rate { .. } => self.total(),
        }
    }

    /// A cell as a rate, in hundredths: of a hundred for a share, of a hundred thousand residents for a
    /// rate. `None` for a number alone, and where it would be a rate of fewer than
    /// [`FEWEST_OF_A_RATE`].
    #[must_use]
    pub fn rate(&self, cell: &CountedCell) -> Option<u64> {
        let of = cell.of.filter(|of| *of > 0)?;
        let (few, hundredths) = match self.measure {
            Measure::Count => return None,
            Measure::Share => (of, 10_000),
            Measure::Rate { .. } => (cell.number, 10_000_000),
        };
        // Half a hundredth rounds up.
        let rate = (cell.number.checked_mul(2 * hundredths)?.checked_add(of)?) / (2 * of);
        (few >= FEWEST_OF_A_RATE).then_some(rate)
    }

    /// How many were left out for a reason.
    #[must_use]
    pub fn left_out_for(&self, reason: LeftOut) -> u64 {
        let found = self.left_out.iter().find(|(one, _)| *one == reason);
        found.map_or(0, |(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AgeBasis, CountingUnit, Coverage, DateBasis, Repeats, TerritorialBasis};

    fn counted(measure: Measure, number: u64, of: u64) -> CountedIndicator {
        let mut cell = CountedCell::count(Breakdown::total(), number);
        cell.of = Some(of);
        CountedIndicator {
            indicator: IndicatorCode::parse("A05").unwrap(),
            rule: CountingRule {
                status: None,
                unit: CountingUnit::Percent,
                territory: TerritorialBasis::IdentifiedIn,
                date: DateBasis::PeriodEnd,
                repeats: Repeats::OncePerPeriod,
                age: AgeBasis::AtIdentification,
                articles: Vec::new(),
                coverage: Coverage::OwnClients,
            },
            measure,
            looked_at: of,
            cells: vec![cell],
            left_out: Vec::new(),
            of_unknown_age: 0,
            without_term: Vec::new(),
        }
    }

    #[test]
    fn a_share_of_few_is_no_percentage() {
        let rate = |number, of| {
            let counted = counted(Measure::Share, number, of);
            counted.rate(&counted.cells[0])
        };
        assert_eq!(rate(2, 3), None);
        assert_eq!(rate(19, 19), None);
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(2, 20), Some(1_000));
        assert_eq!(rate(14, 21), Some(6_667));
    }

    #[test]
    fn a_rate_of_few_is_none_however_many_live_there() {
        let measure = Measure::Rate {
            basis: "estimate".to_owned(),
            year: 2023,
        };
        let rate = |number| {
            let counted = counted(measure.clone(), number, 75_000);
            (counted.rate(&counted.cells[0]), counted.counted())
        };
        assert_eq!(rate(19), (None, 19));
        assert_eq!(rate(30), (Some(4_000), 30));
    }
}
