//! What may be said of a matched round, in words and tables.

use crate::{Door, show};
use estimation::rounds::{Band, SafeOverlap, SafeResult};
use page::{Words, number_text};

/// From so many lists on, pairs are told as a square, and of larger sets only those with people.
const MANY: usize = 5;

/// The result as the page tells it.
pub(super) struct Told {
    /// How many different people.
    pub(super) answer: String,
    /// Whether anything can be said.
    pub(super) is_told: bool,
    /// What it rests on and leaves out.
    pub(super) remarks: Vec<String>,
    /// Lists: a letter, the name, the class of the size.
    pub(super) lists: Vec<(char, String, String)>,
    /// The letters of lists, and how many people are on all of them.
    pub(super) overlaps: Vec<(String, String)>,
    /// For each list but the last its letter and how many people it shares with each later one; one
    /// empty cell stands for every list before.
    pub(super) pairs: Vec<(char, Vec<String>)>,
}

/// Tells a result.
pub(super) fn told(door: &Door, words: Words, result: &SafeResult) -> Told {
    let lettered = ('A'..).zip(&result.lists);
    let letter = |code: &String| {
        let mut found = lettered.clone();
        let found = found.find(|(_, (list, _))| list == code);
        found.map_or_else(|| code.clone(), |(letter, _)| letter.to_string())
    };
    let lists = lettered.clone().map(|(letter, (code, size))| {
        let name = show::institution_name(door, words, code);
        (letter, name, class(words, *size))
    });
    let is_many = result.lists.len() >= MANY;
    let overlaps = result
        .overlaps
        .iter()
        .filter(|one| !is_many || is_notable(one));
    let overlaps = overlaps.map(|one| {
        let letters: Vec<String> = one.lists.iter().map(letter).collect();
        (letters.join(" + "), class(words, one.people))
    });
    let mut remarks = remarks(words, result);
    let few = result
        .overlaps
        .iter()
        .filter(|one| one.lists.len() > 2 && !is_notable(one));
    let few = few.count();
    if is_many && few > 0 {
        let few = i64::try_from(few).unwrap_or(i64::MAX);
        remarks.push(words.with("round-few", &[("count", few.into())]));
    }
    Told {
        answer: answer(words, result),
        is_told: result.distinct.is_some(),
        remarks,
        lists: lists.collect(),
        overlaps: overlaps.collect(),
        pairs: if is_many {
            pairs(words, result)
        } else {
            Vec::new()
        },
    }
}

/// Whether an overlap of three lists or more is worth a row among very many.
fn is_notable(one: &SafeOverlap) -> bool {
    one.lists.len() > 2 && one.people.low > 0
}

/// The pairs as the upper half of a square; nothing where none is told.
fn pairs(words: Words, result: &SafeResult) -> Vec<(char, Vec<String>)> {
    if result.overlaps.is_empty() {
        return Vec::new();
    }
    let shared = |one: &String, other: &String| {
        let both = [one.clone(), other.clone()];
        let found = result.overlaps.iter().find(|pair| pair.lists == both);
        found.map_or_else(String::new, |pair| class(words, pair.people))
    };
    let rows = ('A'..).zip(&result.lists).enumerate();
    let row = |(place, (letter, (one, _))): (usize, (char, &(String, Band)))| {
        let others = result.lists.iter().enumerate().skip(1);
        let cell = |(at, (other, _)): (usize, &(String, Band))| {
            if at > place {
                shared(one, other)
            } else {
                String::new()
            }
        };
        (letter, others.map(cell).collect())
    };
    rows.take(result.lists.len() - 1).map(row).collect()
}

fn number(words: Words, number: u64) -> String {
    number_text(
        words.language(),
        i64::try_from(number).unwrap_or(i64::MAX),
        0,
    )
}

/// A class of counts, with a dash; the smallest as "below".
pub(crate) fn class(words: Words, band: Band) -> String {
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
