//! The same person, written by different offices, becomes the same text.
//!
//! Both institutions of a round must normalise alike, so every rule here is part of the encoding
//! and changing one changes what old encoded files can be matched with. Normalised texts are
//! hashed and thrown away; they must never be stored or shown.

mod date;
mod ending;
mod fold;

pub use date::{DateOrder, DateParts};
pub use ending::{without_definite_ending, without_weak_vowel};
pub use fold::fold;

use std::borrow::Cow;

/// Folded texts that mean "we do not know", in Albanian and English.
const UNKNOWN: [&str; 13] = [
    "unknown",
    "not known",
    "n a",
    "na",
    "none",
    "null",
    "x",
    "xx",
    "xxx",
    "i panjohur",
    "e panjohur",
    "nuk dihet",
    "pa te dhena",
];

/// A folded text, or nothing if the cell says nothing.
#[must_use]
pub fn text(cell: &str) -> Option<String> {
    let folded = fold(cell);
    if folded.is_empty() || UNKNOWN.contains(&folded.as_str()) {
        None
    } else {
        Some(folded)
    }
}

/// A name or place: folded words in alphabetical order, so that their order on the form does not
/// count; with `definite_endings`, each word without its Albanian definite ending.
#[must_use]
pub fn name(cell: &str, definite_endings: bool) -> Option<String> {
    let folded = text(cell)?;
    let stem = |word| {
        if definite_endings {
            without_weak_vowel(without_definite_ending(word))
        } else {
            Cow::Borrowed(word)
        }
    };
    if !folded.contains(' ') {
        return Some(stem(&folded).into_owned());
    }
    let mut words: Vec<Cow<'_, str>> = folded.split(' ').map(stem).collect();
    words.sort_unstable();
    Some(words.join(" "))
}

/// A code such as a postcode or a national number: folded, without spaces.
#[must_use]
pub fn code(cell: &str) -> Option<String> {
    let mut code = text(cell)?;
    code.retain(|sign| sign != ' ');
    Some(code)
}

/// A national number: a code, unless one sign repeated fills the cell, as in `0000000000`, which
/// offices write for a number that nobody knows.
#[must_use]
pub fn number(cell: &str) -> Option<String> {
    let code = code(cell)?;
    let first = code.chars().next()?;
    let is_filler = code.chars().all(|sign| sign == first);
    (!is_filler).then_some(code)
}

/// A sex as its first letter in English (m, f), from Albanian or English words; other texts stay.
#[must_use]
pub fn sex(cell: &str) -> Option<String> {
    let folded = text(cell)?;
    Some(match folded.as_str() {
        "f" | "female" | "femer" | "femra" | "grua" | "vajze" | "w" | "woman" | "girl" => {
            "f".to_owned()
        }
        "m" | "male" | "mashkull" | "burre" | "djale" | "man" | "boy" => "m".to_owned(),
        _ => folded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_names_does_not_count() {
        assert_eq!(name("Ana Maria", true), name("MARIA ANA", true));
        assert_eq!(name("Fushë-Krujë", true), name("kruja fusha", true));
        assert_ne!(name("Tirana", false), name("Tiranë", false));
    }

    #[test]
    fn empty_and_unknown_cells_say_nothing() {
        for cell in ["", "  ", "-", "?", "N/A", "E panjohur", "pa të dhëna"] {
            assert_eq!(name(cell, true), None, "{cell}");
            assert_eq!(code(cell), None, "{cell}");
            assert_eq!(sex(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_number_of_one_digit_alone_is_none() {
        assert_eq!(number("0000000000"), None);
        assert_eq!(number("9999"), None);
        assert_eq!(number("J 5010 1234 K"), Some("j50101234k".to_owned()));
    }

    #[test]
    fn sex_is_one_letter_in_both_languages() {
        assert_eq!(sex("Femër").as_deref(), Some("f"));
        assert_eq!(sex("Mashkull"), sex("m"));
    }
}
