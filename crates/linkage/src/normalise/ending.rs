//! Albanian definite endings: one clerk writes Durrës, the next Durrësi.
//!
//! Works on one folded word and only takes letters away. It must never be used for display.

use std::borrow::Cow;

/// Shortest stem that is left: below it too many different names would become one.
const SHORTEST_STEM: usize = 3;

/// Takes the ending that marks the definite form off one folded word.
///
/// Durrësi/Durrës, Tirana/Tiranë, Shkodra/Shkodër, Shqipëria/Shqipëri, Agroni/Agron and
/// Shehu/Sheh each become one. Words of other languages lose the same letters on every list, so
/// they still meet themselves.
#[must_use]
pub fn without_definite_ending(word: &str) -> &str {
    let stem = strip(word);
    if stem.chars().count() < SHORTEST_STEM {
        word
    } else {
        stem
    }
}

/// The stem without regard to its length.
fn strip(word: &str) -> &str {
    if let Some(stem) = word.strip_suffix("ia") {
        return stem;
    }
    for ending in ["i", "a", "e"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return if ends_in_consonant(stem) { stem } else { word };
        }
    }
    match word.strip_suffix('u') {
        Some(stem) if stem.ends_with(['k', 'g', 'h']) => stem,
        _ => word,
    }
}

/// The word with its unstressed ë before a last r dropped: Shkodër meets Shkodr(a).
#[must_use]
pub fn without_weak_vowel(word: &str) -> Cow<'_, str> {
    match word.strip_suffix("er") {
        Some(stem) if stem.chars().count() >= SHORTEST_STEM && ends_in_consonant(stem) => {
            Cow::Owned(format!("{stem}r"))
        }
        _ => Cow::Borrowed(word),
    }
}

/// Whether the last letter is a consonant.
fn ends_in_consonant(stem: &str) -> bool {
    stem.chars()
        .next_back()
        .is_some_and(|letter| letter.is_alphabetic() && !"aeiouy".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::fold;

    fn stem(word: &str) -> String {
        without_weak_vowel(without_definite_ending(&fold(word))).into_owned()
    }

    #[test]
    fn definite_and_indefinite_forms_meet() {
        for (definite, indefinite) in [
            ("Durrësi", "Durrës"),
            ("Tirana", "Tiranë"),
            ("Vlora", "Vlorë"),
            ("Shkodra", "Shkodër"),
            ("Gjirokastra", "Gjirokastër"),
            ("Korça", "Korçë"),
            ("Kavaja", "Kavajë"),
            ("Elbasani", "Elbasan"),
            ("Shqipëria", "Shqipëri"),
            ("Agroni", "Agron"),
            ("Shehu", "Sheh"),
        ] {
            assert_eq!(stem(definite), stem(indefinite), "{definite}");
        }
    }

    #[test]
    fn different_names_stay_apart_and_short_ones_whole() {
        for (one, other) in [
            ("Ana", "Ani"),
            ("Leka", "Luka"),
            ("Berat", "Bulqizë"),
            ("Era", "Eri"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
