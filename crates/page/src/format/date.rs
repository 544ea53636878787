//! Days and instants, written.

use crate::Words;
use jiff::{Timestamp, civil::Date};
use vocabulary::{Language, office_time};

/// A date in words: `4 mars 2025`, `4 March 2025`.
#[must_use]
pub fn date_text(words: Words, date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month(words, date.month()),
        date.year()
    )
}

/// A date for narrow columns: `4.3.2025`, `4 Mar 2025` (English readers disagree on which number of
/// a date in figures is the month).
#[must_use]
pub fn day_text(words: Words, date: Date) -> String {
    match words.language() {
        Language::Albanian => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Language::English => {
            let name: String = month(words, date.month()).chars().take(3).collect();
            format!("{} {name} {}", date.day(), date.year())
        }
    }
}

/// An instant in the offices' time, to the minute: `4 mars 2025, 14:05`.
#[must_use]
pub fn time_text(words: Words, at: Timestamp) -> String {
    let local = office_time(at);
    format!(
        "{}, {:02}:{:02}",
        date_text(words, local.date()),
        local.hour(),
        local.minute()
    )
}

/// A day seen from today: `sot`, `pas 3 ditësh`, `3 ditë më parë`; the date beyond 30 days.
#[must_use]
pub fn relative_day_text(words: Words, date: Date, today: Date) -> String {
    let days = date.since(today).map_or(i32::MAX, |span| span.get_days());
    let count = [("count", days.abs().into())];
    match days {
        -1 => words.text("day-yesterday"),
        0 => words.text("day-today"),
        1 => words.text("day-tomorrow"),
        2..=30 => words.with("day-ahead", &count),
        -30..=-2 => words.with("day-past", &count),
        _ => date_text(words, date),
    }
}

// words: month-{1,2,3,4,5,6,7,8,9,10,11,12}
/// The name of a month, from 1.
pub(super) fn month(words: Words, month: i8) -> String {
    words.of("month", &month.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ALBANIAN: Words = Words::in_language(Language::Albanian);
    const ENGLISH: Words = Words::in_language(Language::English);

    #[test]
    fn days_are_written_as_each_language_does() {
        let day = date(2025, 3, 4);
        assert_eq!(date_text(ALBANIAN, day), "4 mars 2025");
        assert_eq!(day_text(ALBANIAN, day), "4.3.2025");
        assert_eq!(day_text(ENGLISH, day), "4 Mar 2025");
    }

    #[test]
    fn instants_follow_the_clocks_of_summer_and_winter() {
        let text = |at: &str| time_text(ENGLISH, at.parse().unwrap());
        assert_eq!(text("2025-01-15T12:00:00Z"), "15 January 2025, 13:00");
        assert_eq!(text("2025-07-15T22:30:00Z"), "16 July 2025, 00:30");
        assert_eq!(text("2025-03-30T00:59:00Z"), "30 March 2025, 01:59");
        assert_eq!(text("2025-03-30T01:00:00Z"), "30 March 2025, 03:00");
        assert_eq!(text("2025-10-26T01:00:00Z"), "26 October 2025, 02:00");
    }

    #[test]
    fn near_days_are_counted_and_far_ones_dated() {
        let text = |day| relative_day_text(ALBANIAN, day, date(2025, 12, 31));
        assert_eq!(text(date(2025, 12, 31)), "sot");
        assert_eq!(text(date(2026, 1, 1)), "nesër");
        assert_eq!(text(date(2026, 1, 3)), "pas 3 ditësh");
        assert_eq!(text(date(2025, 12, 20)), "11 ditë më parë");
        assert_eq!(text(date(2025, 3, 1)), "1 mars 2025");
    }
}
