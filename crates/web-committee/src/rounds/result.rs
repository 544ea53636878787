//! What may be said of a matched round, in words and tables.

use crate::{Door, show};
use estimation::rounds::{Band, SafeResult};
use page::{Words, number_text};

/// The result as the page tells it.
pub(super) struct Told {
    /// How many different people.
    pub(super) answer: String,
    /// Whether anything can be said.
    pub(super) is_told: bool,
    /// What it rests on and leaves out.
    pub(super) remarks: Vec<String>,
    /// Lists with the class of their size.
    pub(super) lists: Vec<(String, String)>,
    /// Which lists, and how many people are on all of them.
    pub(super) overlaps: Vec<(String, String)>,
}

/// Tells a result.
pub(super) fn told(door: &Door, words: Words, result: &SafeResult) -> Told {
    let name = |code: &String| show::institution_name(door, words, code);
    let lists = result.lists.iter();
    let overlaps = result.overlaps.iter();
    Told {
        answer: answer(words, result),
        is_told: result.distinct.is_some(),
        remarks: remarks(words, result),
        lists: lists
            .map(|(code, size)| (name(code), class(words, *size)))
            .collect(),
        overlaps: overlaps
            .map(|one| {
                let names: Vec<String> = one.lists.iter().map(name).collect();
                (names.join(" + "), class(words, one.people))
            })
            .collect(),
    }
}

fn number(words: Words, number: u64) -> String {
    number_text(
        words.language(),
        i64::try_from(number).unwrap_or(i64::MAX),
        0,
    )
}

/// A class of counts, with a dash; the smallest as "below".
fn class(words: Words, band: Band) -> String {
    if band.low == 0 {
        let limit = number(words, band.high + 1);
        return words.with("round-below", &[("limit", limit.into())]);
    }
    format!("{}–{}", number(words, band.low), number(words, band.high))
}

fn answer(words: Words, result: &SafeResult) -> String {
    let Some(total) = result.distinct else {
        return words.text("round-nothing-to-say");
    };
    let values = [
        ("about", number(words, total.about).into()),
        ("low", number(words, total.low).into()),
        ("high", number(words, total.high).into()),
    ];
    words.with("round-answer", &values)
}

fn remarks(words: Words, result: &SafeResult) -> Vec<String> {
    let mut remarks = vec![words.text("round-classes")];
    if result.is_reduced && result.distinct.is_some() {
        remarks.push(words.text("round-reduced"));
    }
    if let (Some(precision), Some(recall)) = (result.precision, result.recall) {
        let values = [
            ("precision", i64::from(precision).into()),
            ("recall", i64::from(recall).into()),
        ];
        remarks.push(words.with("round-quality", &values));
    }
    if result.is_rough {
        remarks.push(words.text("round-rough"));
    }
    remarks.push(words.text("round-not-hidden"));
    remarks
}
