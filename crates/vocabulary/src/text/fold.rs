//! Folding: many offices type without ë and ç, so texts are compared with marks taken off.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics, with every run of anything but letters and digits as one space.
///
/// `Fushë-Arrëz` and `FUSHE  ARREZ` fold to the same text. Never shown, only compared.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for character in text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
    {
        if character.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(character);
        } else {
            gap = true;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_case_and_punctuation_do_not_count() {
        assert_eq!(fold("Fushë-Arrëz"), "fushe arrez");
        assert_eq!(fold("  KUÇOVË "), "kucove");
        assert_eq!(fold("s'ka"), "s ka");
        assert_eq!(fold("\u{2014}"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
