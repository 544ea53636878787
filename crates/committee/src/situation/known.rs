//! What is known of a fact, and how it adds up over parts of a period and parts of a country.

use crate::{CommitteeError, discrepancies::Standing};
use boxed::boxed;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Database;
use vocabulary::{Indicator, IndicatorCode, OverTime, Period, PeriodKind, PlaceCode};

/// What is known of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// How far it is known.
    pub standing: Standing,
    /// The smallest number, in the indicator's smallest unit; `None` where there is none.
    pub low: Option<i64>,
    /// The largest.
    pub high: Option<i64>,
    /// How many institutions gave a number.
    pub reporters: i64,
    /// How many parts (quarters, regions) it was added up from, and of how many; `None`: it was
    /// reported as it is.
    pub parts: Option<(u32, u32)>,
}

impl Known {
    /// Nothing is known.
    pub const NOTHING: Self = Self {
        standing: Standing::NotReported,
        low: None,
        high: None,
        reporters: 0,
        parts: None,
    };

    /// The one number, where there is one: not for a disputed fact.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        self.low.filter(|low| Some(*low) == self.high)
    }

    /// Whether nothing is missing from it: it was reported as it is, or added up from all its parts.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.parts.is_none_or(|(known, all)| known == all)
    }

    /// The parts that are known of one part of a sum whose parts have `each` parts of their own.
    fn known_of(&self, each: u32) -> u32 {
        match self.parts {
            Some((known, all)) if all == each => known,
            Some((known, all)) => known.saturating_mul(each) / all.max(1),
            None if self.low.is_some() => each,
            None => 0,
        }
    }

    /// Adds parts up. The sum is as weak as its weakest part; missing parts make it incomplete, and
    /// so do parts that were added up from parts of their own: a country whose regions each know one
    /// quarter of four knows a quarter of its year.
    fn sum(parts: &[Self]) -> Self {
        let all = |part: &Self| part.parts.map(|(_, all)| all);
        let each = parts.iter().filter_map(all).max().unwrap_or(1);
        let numbered: Vec<&Self> = parts.iter().filter(|part| part.low.is_some()).collect();
        let total = |ends: fn(&Self) -> Option<i64>| {
            numbered
                .iter()
                .filter_map(|part| ends(part))
                .reduce(i64::saturating_add)
        };
        let weakest = |part: &&&Self| match part.standing {
            Standing::Disputed => 0,
            Standing::SingleSource => 1,
            Standing::Provisional => 2,
            Standing::Agreed => 3,
            _ => 4,
        };
        Self {
            standing: numbered
                .iter()
                .min_by_key(weakest)
                .map_or(Standing::NotReported, |part| part.standing),
            low: total(|part| part.low),
            high: total(|part| part.high),
            reporters: numbered
                .iter()
                .map(|part| part.reporters)
                .max()
                .unwrap_or(0),
            parts: Some((
                parts.iter().map(|part| part.known_of(each)).sum(),
                u32::try_from(parts.len())
                    .unwrap_or(u32::MAX)
                    .saturating_mul(each),
            )),
        }
    }
}

/// Place, indicator, breakdown number and period of a fact.
pub type KnownKey = (PlaceCode, IndicatorCode, i64, Period);

/// The number that rises with every change of the picture.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn picture_version(database: &Database) -> Result<i64, CommitteeError> {
    Ok(store::read!(database, connection => {
        store::query_scalar("SELECT number FROM picture_version WHERE id = 1").fetch_one(connection)
    })?)
}

/// What was reported of one cell of one indicator in one place, by period.
pub(super) type Reported = HashMap<Period, Known>;

/// What is known in each of some periods: as reported, or a year from its quarters (for a stock,
/// from the last of them).
pub(super) fn over_time(
    definition: Option<&Indicator>,
    periods: &[Period],
    found: &Reported,
) -> Vec<Known> {
    let over_time = definition.map_or(OverTime::None, |one| one.over_time);
    let known = periods.iter().map(|period| {
        let reported = found.get(period).copied();
        reported.unwrap_or_else(|| from_parts(*period, over_time, found))
    });
    known.collect()
}

/// Fills what the country itself was not told from its regions.
pub(super) fn over_regions(own: Vec<Known>, of_regions: &[Vec<Known>]) -> Vec<Known> {
    let filled = own.into_iter().enumerate().map(|(index, known)| {
        if known.low.is_some() {
            return known;
        }
        let parts: Vec<Known> = of_regions.iter().map(|region| region[index]).collect();
        let sum = Known::sum(&parts);
        let parts = sum.parts.filter(|_| sum.low.is_some());
        Known { parts, ..sum }
    });
    filled.collect()
}

fn from_parts(period: Period, over_time: OverTime, found: &Reported) -> Known {
    for kind in [PeriodKind::HalfYear, PeriodKind::Quarter, PeriodKind::Month] {
        let parts = period.parts(kind);
        let known: Vec<Known> = parts
            .iter()
            .map(|part| found.get(part).copied().unwrap_or(Known::NOTHING))
            .collect();
        if !known.iter().any(|part| part.low.is_some()) {
            continue;
        }
        match over_time {
            OverTime::Sum => return Known::sum(&known),
            OverTime::Last => {
                return known.last().copied().unwrap_or(Known::NOTHING);
            }
            OverTime::None => {}
        }
    }
    Known::NOTHING
}
