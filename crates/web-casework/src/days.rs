//! Days that people type, as instants: a day in a form means the whole of it.

use jiff::{Timestamp, tz::TimeZone};
use page::{Words, day_text, read_date};

/// The last second of a day; none for what is no day.
pub(crate) fn end_of_day(text: &str) -> Option<Timestamp> {
    let day = read_date(text)?;
    TimeZone::UTC.to_timestamp(day.at(23, 59, 59, 0)).ok()
}

/// Noon of a day, so that it is the same day in every office; none for what is no day.
pub(crate) fn noon_of(text: &str) -> Option<Timestamp> {
    let day = read_date(text)?;
    TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).ok()
}

/// The day of an instant, in words.
pub(crate) fn day_of(words: Words, at: Timestamp) -> String {
    day_text(words, TimeZone::UTC.to_datetime(at).date())
}

/// The day of an instant, as a form takes it.
pub(crate) fn typed_day(at: Timestamp) -> String {
    let day = TimeZone::UTC.to_datetime(at).date();
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
