//! What the heading of a value column says about its figures: a period, an indicator, terms of
//! dimensions ("Femra 12-17"), a place, or "all together".

use super::super::mapping::PartialKey;
use crate::{
    lexicon::{Lexicon, PlaceHints, is_total},
    period_text,
};
use vocabulary::{Breakdown, text::fold};

/// Words that join or measure and say nothing by themselves.
const JOINING: &str = "dhe e i te se me nga ne per prej and of the by in with vjec vjece vjecare \
    years old mosha age gjinia sex grupmosha numri number nr";

/// What a heading says, where all of it is understood.
pub(super) fn parse(
    text: &str,
    lexicon: &Lexicon,
    place_level: Option<&str>,
) -> Option<PartialKey> {
    if let Some(period) = period_text::parse(text) {
        return Some(PartialKey {
            period: Some(period),
            ..PartialKey::default()
        });
    }
    if is_total(text) {
        return Some(PartialKey::default());
    }
    if let Ok(indicator) = lexicon.indicator(text) {
        return Some(PartialKey {
            indicator: Some(indicator),
            ..PartialKey::default()
        });
    }
    if let Some(breakdown) = terms(text, lexicon) {
        return Some(PartialKey {
            breakdown,
            ..PartialKey::default()
        });
    }
    let hints = PlaceHints {
        level: place_level,
        ..PlaceHints::default()
    };
    if let Ok(place) = lexicon.place(text, hints) {
        return Some(PartialKey {
            place: Some(place),
            ..PartialKey::default()
        });
    }
    let institution = lexicon.institution(text).ok()?;
    Some(PartialKey {
        institution: Some(institution),
        ..PartialKey::default()
    })
}

/// The terms that a text is made of, the longest first; `None` unless every word belongs to one.
fn terms(text: &str, lexicon: &Lexicon) -> Option<Breakdown> {
    const MOST_WORDS: usize = 16;
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let mut breakdown = Breakdown::total();
    let mut rest = words.as_slice();
    let mut said_something = false;
    while !rest.is_empty() {
        let longest = (1..=rest.len()).rev().find_map(|length| {
            let phrase = rest[..length].join(" ");
            let mut named = lexicon.terms_named(&phrase);
            let only = named.next()?;
            // The same word in two dimensions, such as "unknown": no guess.
            named.next().is_none().then_some((length, only))
        });
        match longest {
            Some((length, (dimension, term))) => {
                if breakdown.term(dimension.as_str()).is_some() {
                    return None;
                }
                breakdown = breakdown.with(dimension.clone(), term.clone());
                said_something = true;
                rest = &rest[length..];
            }
            None if JOINING.split_ascii_whitespace().any(|word| word == rest[0]) => {
                rest = &rest[1..];
            }
            None => return None,
        }
    }
    said_something.then_some(breakdown)
}
