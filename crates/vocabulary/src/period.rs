//! Periods with DHIS2 identifiers: `2006`, `2006S1`, `2006Q4`, `200611`, `2024Sep` (school year).
//!
//! Source of the identifiers: DHIS2 developer guide, "Date and period format".

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt};

/// The length and alignment of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// A school year, September to August.
    SchoolYear,
    /// January to June, or July to December.
    HalfYear,
    /// Three months.
    Quarter,
    /// One month.
    Month,
}

/// A period of time. The number inside a year runs from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    kind: PeriodKind,
    year: i16,
    part: i8,
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period: write 2024, 2024S1, 2024Q3, 202411 or 2024Sep (school year)")]
pub struct PeriodError(String);

impl Period {
    /// The earliest and latest year that a period may lie in.
    pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

    /// Reads a DHIS2 period identifier.
    ///
    /// # Errors
    /// When the text is no such identifier (`2011Q12`, `20111`), or the year is out of range.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let error = || PeriodError(text.chars().take(40).collect());
        let (head, tail) = text.split_at_checked(4).ok_or_else(error)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(head) {
            return Err(error());
        }
        let year: i16 = head.parse().map_err(|_| error())?;
        let (kind, part) = match tail {
            "" => (PeriodKind::Year, 1),
            "Sep" => (PeriodKind::SchoolYear, 1),
            "S1" | "S2" => (PeriodKind::HalfYear, i8::from(tail == "S2") + 1),
            "Q1" | "Q2" | "Q3" | "Q4" => {
                (PeriodKind::Quarter, tail[1..].parse().map_err(|_| error())?)
            }
            month if month.len() == 2 && digits(month) => {
                (PeriodKind::Month, month.parse().map_err(|_| error())?)
            }
            _ => return Err(error()),
        };
        Self::new(kind, year, part).ok_or_else(error)
    }

    /// The period of a kind by its number inside the year; `None` when out of range.
    #[must_use]
    pub fn new(kind: PeriodKind, year: i16, part: i8) -> Option<Self> {
        let last = match kind {
            PeriodKind::Year | PeriodKind::SchoolYear => 1,
            PeriodKind::HalfYear => 2,
            PeriodKind::Quarter => 4,
            PeriodKind::Month => 12,
        };
        (Self::YEARS.contains(&year) && (1..=last).contains(&part)).then_some(Self {
            kind,
            year,
            part,
        })
    }

    /// A calendar year; `None` when out of range.
    #[must_use]
    pub fn year_of(year: i16) -> Option<Self> {
        Self::new(PeriodKind::Year, year, 1)
    }

    /// The period of a kind that a date falls in; `None` when the year is out of range.
    #[must_use]
    pub fn containing(kind: PeriodKind, date: Date) -> Option<Self> {
        let month = date.month();
        match kind {
            PeriodKind::Year => Self::new(kind, date.year(), 1),
            PeriodKind::SchoolYear => Self::new(kind, date.year() - i16::from(month < 9), 1),
            PeriodKind::HalfYear => Self::new(kind, date.year(), (month - 1) / 6 + 1),
            PeriodKind::Quarter => Self::new(kind, date.year(), (month - 1) / 3 + 1),
            PeriodKind::Month => Self::new(kind, date.year(), month),
        }
    }

    /// The kind.
    #[must_use]
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The year in which it begins.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number inside the year, from 1.
    #[must_use]
    pub const fn part(self) -> i8 {
        self.part
    }

    const fn months(self) -> i8 {
        match self.kind {
            PeriodKind::Year | PeriodKind::SchoolYear => 12,
            PeriodKind::HalfYear => 6,
            PeriodKind::Quarter => 3,
            PeriodKind::Month => 1,
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        let month = match self.kind {
            PeriodKind::SchoolYear => 9,
            _ => (self.part - 1) * self.months() + 1,
        };
        jiff::civil::date(self.year, month, 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let mut end = self.first_day();
        for _ in 0..self.months() {
            end = end.last_of_month() + 1.day();
        }
        end - 1.day()
    }

    /// Whether another period lies wholly inside this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// The period of the same kind just before; `None` before the first year.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::containing(self.kind, self.first_day() - 1.day())
    }

    /// The period of the same kind just after; `None` after the last year.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::containing(self.kind, self.last_day() + 1.day())
    }

    /// The periods of a shorter kind that make up this one, in order; empty when they do not fit.
    #[must_use]
    pub fn parts(self, kind: PeriodKind) -> Vec<Self> {
        let mut found = Vec::new();
        let mut next = Self::containing(kind, self.first_day());
        while let Some(part) = next.filter(|part| self.contains(*part) && *part != self) {
            found.push(part);
            next = part.next();
        }
        found
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, year, part } = self;
        match kind {
            PeriodKind::Year => write!(formatter, "{year:04}"),
            PeriodKind::SchoolYear => write!(formatter, "{year:04}Sep"),
            PeriodKind::HalfYear => write!(formatter, "{year:04}S{part}"),
            PeriodKind::Quarter => write!(formatter, "{year:04}Q{part}"),
            PeriodKind::Month => write!(formatter, "{year:04}{part:02}"),
        }
    }
}

/// By first day, the longer period first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), other.last_day(), self.kind).cmp(&(
            other.first_day(),
            self.last_day(),
            other.kind,
        ))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;
    fn try_from(text: String) -> Result<Self, PeriodError> {
        Self::parse(&text)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn dhis2_identifiers_are_read_and_others_refused() {
        for text in ["2006", "2006S1", "2006S2", "2006Q4", "200611", "2024Sep"] {
            assert_eq!(period(text).to_string(), text);
        }
        for bad in [
            "",
            "200",
            "20111",
            "2011Q12",
            "2011Q0",
            "2011Q5",
            "201113",
            "201100",
            "2011s1",
            "2011S3",
            "2024Oct",
            "1899",
            "2200",
            "２００６",
            "ëë",
            "2006 ",
        ] {
            assert!(Period::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_of_each_kind() {
        assert_eq!(period("2024Q1").last_day().to_string(), "2024-03-31");
        assert_eq!(period("2024Sep").first_day().to_string(), "2024-09-01");
        assert_eq!(period("2024Sep").last_day().to_string(), "2025-08-31");
        assert_eq!(period("202402").last_day().to_string(), "2024-02-29");
        assert_eq!(period("2024S2").first_day().to_string(), "2024-07-01");
    }

    #[test]
    fn a_year_is_made_of_its_quarters() {
        let quarters = period("2024").parts(PeriodKind::Quarter);
        let texts: Vec<_> = quarters.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]);
        assert!(period("2024Sep").parts(PeriodKind::Quarter).is_empty());
        assert_eq!(period("2024Sep").parts(PeriodKind::Month).len(), 12);
    }

    proptest! {
        #[test]
        fn text_round_trips_and_neighbours_touch(year in 1901i16..2198, part in 1i8..=12) {
            for kind in [PeriodKind::Year, PeriodKind::SchoolYear, PeriodKind::HalfYear,
                PeriodKind::Quarter, PeriodKind::Month] {
                let Some(one) = Period::new(kind, year, part) else { continue };
                prop_assert_eq!(Period::parse(&one.to_string()), Ok(one));
                let next = one.next().unwrap();
                prop_assert_eq!(next.previous(), Some(one));
                prop_assert_eq!(one.last_day() + 1.day(), next.first_day());
                prop_assert!(one < next);
            }
        }
    }
}
