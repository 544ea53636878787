//! How figures and names are written for the public.

use page::{Words, number_text, period_text};
use press::chart::Mark;
use release::{Figure, Shown};
use vocabulary::{Breakdown, Country, IndicatorCode, PlaceCode};

/// A figure as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Its text.
    pub(crate) text: String,
    /// Whether it is a number; words stand in a tag.
    pub(crate) is_number: bool,
}

/// Writes a figure. A rounded or changed zero is written as the counts that it stands for: it is no zero.
pub(crate) fn seen(words: Words, figure: Figure, decimals: u8) -> Seen {
    let number = |value: i64| number_text(words.language(), value, decimals);
    let (text, is_number) = match figure.shown() {
        Shown::Number { value } => (number(value), true),
        Shown::Zero => (number(0), true),
        Shown::Rounded { value: 0, .. } | Shown::Perturbed { value: 0, .. } => match figure.range()
        {
            Some((low, high)) => (format!("{}–{}", number(low), number(high)), true),
            None => (words.text("public-hidden"), false),
        },
        Shown::Rounded { value, .. } | Shown::Perturbed { value, .. } => (number(value), true),
        Shown::Hidden => (words.text("public-hidden"), false),
        Shown::NotReported => (words.text("public-not-settled"), false),
        Shown::NotApplicable => (words.text("chart-not-applicable"), false),
    };
    Seen { text, is_number }
}

/// A figure as a mark of a chart. A rounded or changed zero has the look of what is hidden, never of a zero.
pub(crate) fn mark(words: Words, figure: Figure, decimals: u8) -> Mark {
    let text = seen(words, figure, decimals).text;
    let sized = |value: i64| u32::try_from(value).ok();
    match figure.shown() {
        Shown::Zero => Mark::count(0, text),
        Shown::Rounded { value: 0, .. } | Shown::Perturbed { value: 0, .. } | Shown::Hidden => {
            Mark::hidden(text)
        }
        Shown::Number { value } | Shown::Rounded { value, .. } | Shown::Perturbed { value, .. } => {
            match sized(value) {
                Some(number) => Mark::count(number, text),
                None => Mark::hidden(text),
            }
        }
        Shown::NotReported => Mark::not_reported(text),
        Shown::NotApplicable => Mark::not_applicable(text),
    }
}

pub(crate) fn indicator_name(country: &Country, words: Words, code: &IndicatorCode) -> String {
    let found = country.indicator(code.as_str());
    found.map_or_else(
        || code.to_string(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

pub(crate) fn decimals(country: &Country, code: &IndicatorCode) -> u8 {
    country
        .indicator(code.as_str())
        .map_or(0, |one| one.decimals)
}

pub(crate) fn place_name(country: &Country, words: Words, code: &PlaceCode) -> String {
    let found = country.place(code.as_str());
    found.map_or_else(
        || code.to_string(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The terms of a breakdown in words; the total by its own word.
pub(crate) fn breakdown_name(country: &Country, words: Words, breakdown: &Breakdown) -> String {
    if breakdown.is_total() {
        return words.text("public-total");
    }
    let names = breakdown.pairs().map(|(dimension, term)| {
        let found = country.term(dimension.as_str(), term.as_str());
        found.map_or_else(
            || term.to_string(),
            |one| one.names.text(words.language()).to_owned(),
        )
    });
    names.collect::<Vec<_>>().join(", ")
}

pub(crate) fn period_name(words: Words, period: vocabulary::Period) -> String {
    period_text(words, period)
}
