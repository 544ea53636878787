//! Running text, held against everything that certainly gives a person away.
//!
//! Only what is certain is found: minutes are full of names of officials, numbers of laws and days of
//! meetings, and a door that refuses those is a door that people walk around.

use super::{PersonalKind, marks, names, numbers, place, word::words};
use std::fmt;

/// What gives a person away, and where it stands. Never the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonalTrace {
    /// What.
    pub kind: PersonalKind,
    /// The line, from 1.
    pub line: usize,
    /// The word of the line, from 1.
    pub word: usize,
}

impl fmt::Display for PersonalTrace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, line, word) = (self.kind.code(), self.line, self.word);
        write!(formatter, "{kind}, line {line}, word {word}")
    }
}

/// The first thing in a text that gives a person away; `None` where there is none.
///
/// Found are: personal numbers; telephone numbers in the forms of Albania and with a country's prefix;
/// e-mail addresses; a day beside words of being born; numbers of passports and identity cards;
/// accounts (IBAN, ISO 13616, by their check digits); points and links on a map; a given name right
/// after the word for a victim or child, and initials with an age.
#[must_use]
pub fn trace(text: &str) -> Option<PersonalTrace> {
    // Most texts hold no digit and no address: only names are left to look for.
    let is_plain = !text
        .chars()
        .any(|one| one == '@' || one == '/' || one.is_ascii_digit());
    let words = words(text);
    let mut found: Vec<(usize, PersonalKind)> = names::find(&words);
    if !is_plain {
        // Of two at one place the first counts: a link to a map may look like an address, the number of
        // a passport like a telephone.
        found.extend(place::find(text, &words));
        found.extend(marks::find(text, &words));
        found.extend(numbers::find(text));
    }
    let (start, kind) = found.into_iter().min_by_key(|(start, _)| *start)?;
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_inside = line.ends_with(|last: char| !last.is_whitespace());
    Some(PersonalTrace {
        kind,
        line: before.matches('\n').count() + 1,
        word: line.split_whitespace().count() + usize::from(!is_inside),
    })
}
