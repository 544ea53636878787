//! How names are written for the public.

use page::{Words, period_text};
use vocabulary::{Breakdown, Country};

pub(crate) use rendering::{
    figures::{decimals, indicator_name, place_name},
    released::{Seen, mark, rule, seen},
};

/// The terms of a breakdown in words; the total by its own word, as it stands at the head of a column.
pub(crate) fn breakdown_name(country: &Country, words: Words, breakdown: &Breakdown) -> String {
    if breakdown.is_total() {
        words.text("public-total")
    } else {
        rendering::figures::breakdown_name(country, words, breakdown)
    }
}

pub(crate) fn period_name(words: Words, period: vocabulary::Period) -> String {
    period_text(words, period)
}
