//! The time that the offices' clocks show. A day that somebody types, the day on which something counts and
//! the day that a page shows are days of this one clock.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};
use std::sync::LazyLock;

/// Central European, with summer time from the last Sunday of March to the last of October (Directive
/// 2000/84/EC, kept by all of the region). A country elsewhere needs another zone here.
static OFFICE_TIME: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3")
        .unwrap_or_else(|_| TimeZone::fixed(Offset::constant(1)))
});

/// What the clocks show at an instant.
#[must_use]
pub fn office_time(at: Timestamp) -> DateTime {
    OFFICE_TIME.to_datetime(at)
}

/// The day that it is in the offices at an instant.
#[must_use]
pub fn office_date(at: Timestamp) -> Date {
    office_time(at).date()
}

/// The instant that people in the offices mean by a day and a time of it; `None` for no such time.
#[must_use]
pub fn office_instant(date: Date, hour: i8, minute: i8) -> Option<Timestamp> {
    instant(date, Time::new(hour, minute, 0, 0).ok()?)
}

/// The last second of a day: what ends on a day holds for the whole of it.
#[must_use]
pub fn office_day_end(date: Date) -> Option<Timestamp> {
    instant(date, Time::new(23, 59, 59, 0).ok()?)
}

/// The same time on another day.
#[must_use]
pub fn office_same_time(date: Date, at: Timestamp) -> Option<Timestamp> {
    instant(date, office_time(at).time())
}

fn instant(date: Date, time: Time) -> Option<Timestamp> {
    OFFICE_TIME.to_timestamp(date.to_datetime(time)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_day_begins_and_ends_at_the_offices_midnight_in_summer_and_winter() {
        let begins = |day| office_instant(day, 0, 0).unwrap().to_string();
        let ends = |day| office_day_end(day).unwrap().to_string();
        assert_eq!(begins(date(2025, 1, 15)), "2025-01-14T23:00:00Z");
        assert_eq!(ends(date(2025, 1, 15)), "2025-01-15T22:59:59Z");
        assert_eq!(begins(date(2025, 7, 1)), "2025-06-30T22:00:00Z");
        assert_eq!(ends(date(2025, 6, 30)), "2025-06-30T21:59:59Z");
        // The days on which the clocks change have 23 and 25 hours.
        assert_eq!(ends(date(2025, 3, 30)), "2025-03-30T21:59:59Z");
        assert_eq!(begins(date(2025, 10, 26)), "2025-10-25T22:00:00Z");
        assert_eq!(office_instant(date(2025, 1, 15), 24, 0), None);
    }

    proptest! {
        #[test]
        fn the_day_that_is_typed_is_the_day_that_is_shown(
            days in 0_i64..20_000, hour in 0_i8..24, minute in 0_i8..60
        ) {
            let day = date(1990, 1, 1).saturating_add(jiff::Span::new().days(days));
            for at in [
                office_instant(day, 0, 0),
                office_instant(day, hour, minute),
                office_day_end(day),
            ] {
                prop_assert_eq!(office_date(at.unwrap()), day);
            }
            let next = day.tomorrow().unwrap();
            let gap = office_instant(next, 0, 0).unwrap() - office_day_end(day).unwrap();
            prop_assert_eq!(gap.as_secs(), 1);
        }
    }
}
