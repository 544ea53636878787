//! When everything happens: the quarters and school years before the present, and the working days
//! after them.

use jiff::{Timestamp, ToSpan, civil::Date, tz::Offset};
use vocabulary::{Period, PeriodKind};

const QUARTERS: usize = 12;
const SCHOOL_YEARS: usize = 3;

/// The periods that are played.
pub(crate) struct Calendar {
    /// Complete quarters, the earliest first.
    pub(crate) quarters: Vec<Period>,
    /// Complete school years, the earliest first.
    pub(crate) school_years: Vec<Period>,
    /// The last complete calendar year.
    pub(crate) last_year: Option<Period>,
}

impl Calendar {
    pub(crate) fn before(now: Timestamp) -> Self {
        let today = day(now);
        let last = |kind, number| {
            let mut found = Vec::new();
            let mut next = Period::containing(kind, today).and_then(Period::previous);
            while let Some(period) = next.filter(|_| found.len() < number) {
                found.push(period);
                next = period.previous();
            }
            found.reverse();
            found
        };
        Self {
            quarters: last(PeriodKind::Quarter, QUARTERS),
            school_years: last(PeriodKind::SchoolYear, SCHOOL_YEARS),
            last_year: last(PeriodKind::Year, 1).pop(),
        }
    }

    /// The calendar years that the quarters touch.
    pub(crate) fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.quarters.iter().map(|one| one.year()).collect();
        years.dedup();
        years
    }

    /// All periods that returns are made for, in the order in which they end.
    pub(crate) fn periods(&self) -> Vec<Period> {
        let mut all: Vec<Period> = self
            .quarters
            .iter()
            .chain(&self.school_years)
            .copied()
            .collect();
        all.sort_by_key(|period| period.last_day());
        all
    }
}

/// The day of an instant where the offices are.
pub(crate) fn day(at: Timestamp) -> Date {
    Offset::constant(1).to_datetime(at).date()
}

/// An instant some days after the end of a period, in office hours; the minute tells one act of a
/// day from another.
pub(crate) fn after(period: Period, days: i32, minute: usize) -> Timestamp {
    let date = period.last_day().saturating_add(days.days());
    let minute = i8::try_from(minute % 400).unwrap_or_default();
    let time = date
        .at(8, 0, 0, 0)
        .saturating_add(i64::from(minute).minutes());
    Offset::constant(1)
        .to_timestamp(time)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A month or quarter as minutes call it, in Albanian.
pub(crate) fn name(period: Period) -> String {
    const MONTHS: [&str; 12] = [
        "janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator",
        "tetor", "nëntor", "dhjetor",
    ];
    const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
    let part = usize::try_from(period.part())
        .unwrap_or(1)
        .saturating_sub(1);
    let year = period.year();
    match period.kind() {
        PeriodKind::Month => format!("{} {year}", MONTHS[part % MONTHS.len()]),
        PeriodKind::Quarter => format!("tremujori {} {year}", QUARTERS[part % QUARTERS.len()]),
        _ => period.to_string(),
    }
}
