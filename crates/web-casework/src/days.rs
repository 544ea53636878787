//! Days that people type, as instants of the offices' clocks: a day in a form means the whole of it.

use jiff::Timestamp;
use page::{Words, day_text, office_date, office_day_end, office_instant, read_date};

/// The last second of a day; none for what is no day.
pub(crate) fn end_of_day(text: &str) -> Option<Timestamp> {
    office_day_end(read_date(text)?)
}

/// The beginning of a day; none for what is no day.
pub(crate) fn start_of_day(text: &str) -> Option<Timestamp> {
    office_instant(read_date(text)?, 0, 0)
}

/// Noon of a day, for what is due or happens on it at no time in particular; none for what is no day.
pub(crate) fn noon_of(text: &str) -> Option<Timestamp> {
    office_instant(read_date(text)?, 12, 0)
}

/// The day of an instant, in words.
pub(crate) fn day_of(words: Words, at: Timestamp) -> String {
    day_text(words, office_date(at))
}

/// The day of an instant, as a form takes it.
pub(crate) fn typed_day(at: Timestamp) -> String {
    let day = office_date(at);
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
