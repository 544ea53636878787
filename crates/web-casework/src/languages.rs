//! Languages in which people are spoken to, by name. What is stored is the ISO 639 code; nobody who
//! sits opposite a frightened person should have to know one.

use page::{Choice, Words, sort_by_name};

// words: spoken-language-*

/// Those that are offered: what people speak who were found in, or come through, the region, and
/// "another one" for the rest.
const OFFERED: [&str; 42] = [
    "sq", "rom", "rup", "sgn", "am", "ar", "bg", "bn", "bs", "de", "el", "en", "es", "fa", "fr",
    "hi", "hr", "hu", "hy", "it", "ka", "ku", "mk", "ne", "pl", "ps", "pt", "ro", "ru", "sk", "so",
    "sr", "sw", "ti", "tl", "tr", "uk", "ur", "vi", "yo", "zh", "mis",
];

/// The language's name; its code where it is none of the list.
pub(crate) fn name(words: Words, code: &str) -> String {
    if OFFERED.contains(&code) {
        words.of("spoken-language", code)
    } else {
        code.to_owned()
    }
}

/// The languages to choose from: the country's first, another one last, the others by name.
pub(crate) fn choices(words: Words, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { "sq" } else { chosen };
    let mut choices: Vec<Choice> = OFFERED
        .iter()
        .map(|code| Choice::new(*code, words.of("spoken-language", code), chosen))
        .collect();
    let between = OFFERED.len() - 1;
    sort_by_name(&mut choices[1..between], |one| &one.name);
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use vocabulary::Language;

    #[test]
    fn every_language_has_a_name_of_its_own_in_both_languages() {
        for language in Language::ALL {
            let choices = choices(Words::in_language(language), "");
            let names: BTreeSet<&str> = choices.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names.len(), OFFERED.len());
            assert_eq!(choices.first().map(|one| one.code.as_str()), Some("sq"));
            assert_eq!(choices.last().map(|one| one.code.as_str()), Some("mis"));
            assert_eq!(choices.iter().filter(|one| one.is_chosen).count(), 1);
        }
    }
}
