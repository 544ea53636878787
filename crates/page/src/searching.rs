//! Finding names as people type them: without marks, in small or capital letters.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Whether a text holds every word that was typed, marks and capitals aside: "shkoder" finds
/// "Shkodër". Nothing typed finds everything.
#[must_use]
pub fn holds_words(text: &str, typed: &str) -> bool {
    let text = plain(text);
    plain(typed)
        .split_whitespace()
        .all(|word| text.contains(word))
}

fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|one| !is_combining_mark(*one));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::holds_words;

    #[test]
    fn words_are_found_without_their_marks_and_in_any_order() {
        let text = "Shërbimi social, Shkodër";
        for typed in ["", "shkoder", "SHERBIMI", "shkodër social", "  soc "] {
            assert!(holds_words(text, typed), "{typed}");
        }
        assert!(!holds_words(text, "shkoder policia"));
    }
}
