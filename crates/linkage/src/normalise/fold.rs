//! Letters as they are compared: without marks, in lower case, in the Latin alphabet.
//!
//! Offices type the same name with and without ë and ç, in capitals, or in Greek or Cyrillic.
//! The result is only ever compared or hashed; it must never be shown to anyone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text: NFKD, marks off (ë→e, ç→c), lower case, Greek and Cyrillic in Latin letters,
/// apostrophes dropped, and every run of other characters as one space.
///
/// Cyrillic follows Gaj's Latin alphabet without its marks (Č→c, Ш→s), Greek follows ELOT 743
/// letter by letter with the digraphs ου, αυ and ευ.
#[must_use]
pub fn fold(text: &str) -> String {
    fold_albanian(text).unwrap_or_else(|| fold_any(text))
}

/// Folds a text of ASCII and Albanian letters, which nearly all texts are; nothing for others.
fn fold_albanian(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        let letter = match character {
            'ë' | 'Ë' => 'e',
            'ç' | 'Ç' => 'c',
            _ if !character.is_ascii() => return None,
            _ if is_apostrophe(character) => continue,
            _ if !character.is_ascii_alphanumeric() => {
                gap = true;
                continue;
            }
            _ => character.to_ascii_lowercase(),
        };
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(letter);
    }
    Some(folded)
}

/// Folds any text.
fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut previous = '\0';
    for character in text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
    {
        if is_apostrophe(character) {
            continue;
        }
        if !character.is_alphanumeric() {
            gap = true;
            previous = '\0';
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        push_latin(&mut folded, character, previous);
        previous = character;
    }
    folded
}

/// Whether the character joins two halves of one word, as in D'Angelo.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`')
}

/// Appends `character` in Latin letters; letters of other alphabets stay as they are.
fn push_latin(folded: &mut String, character: char, previous: char) {
    if let Some(latin) = latin_extra(character)
        .or_else(|| greek(character, previous))
        .or_else(|| cyrillic(character))
    {
        folded.push_str(latin);
    } else {
        folded.push(character);
    }
}

/// Latin letters that have no decomposition.
fn latin_extra(character: char) -> Option<&'static str> {
    Some(match character {
        'đ' => "dj",
        'ð' => "d",
        'ø' => "o",
        'ł' => "l",
        'ß' => "ss",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// Greek in Latin letters after ELOT 743; `previous` decides how υ sounds.
fn greek(character: char, previous: char) -> Option<&'static str> {
    Some(match character {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => match previous {
            'ο' => "u",
            'α' | 'ε' => "v",
            _ => "y",
        },
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

/// Cyrillic (Serbian, Macedonian, Bulgarian, Russian) in Latin letters without marks.
fn cyrillic(character: char) -> Option<&'static str> {
    Some(match character {
        'а' | 'ъ' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ђ' => "dj",
        'е' | 'э' => "e",
        'ж' | 'з' => "z",
        'ѕ' | 'џ' => "dz",
        'и' => "i",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'т' => "t",
        'ћ' | 'ц' | 'ч' => "c",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'щ' => "st",
        'ь' => "",
        'ю' => "ju",
        'я' => "ja",
        'ы' => "y",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_albanian, fold_any};
    use proptest::prelude::*;

    #[test]
    fn an_office_without_albanian_letters_writes_the_same_name() {
        assert_eq!(fold("ÇELËSI"), fold("celesi"));
        assert_eq!(fold("  Fushë-Arrëz "), "fushe arrez");
        assert_eq!(fold("D\u{2019}Angelo"), "dangelo");
    }

    #[test]
    fn other_alphabets_meet_the_latin_spelling() {
        assert_eq!(fold("Παπαδόπουλος"), fold("Papadopoulos"));
        assert_eq!(fold("Петровић"), fold("Petrović"));
        assert_eq!(fold("Ђорђе"), fold("Đorđe"));
    }

    #[test]
    fn decomposed_and_composed_letters_are_one() {
        assert_eq!(fold("e\u{0308}lira"), fold("ëlira"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn albanian_texts_fold_as_any_text(text in "[ -~ëËçÇ\u{2019}\u{308}]{0,30}") {
            let quick = fold_albanian(&text);
            prop_assert!(quick.is_some() || !text.is_ascii());
            prop_assert!(quick.is_none_or(|quick| quick == fold_any(&text)));
        }

        #[test]
        fn no_gap_stands_at_an_end_or_twice(text in "\\PC{0,30}") {
            let folded = fold(&text);
            prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' '));
            prop_assert!(!folded.contains("  "));
        }
    }
}
