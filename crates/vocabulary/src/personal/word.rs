//! The words of a text, with where they stand.

use crate::text::fold;

/// A word of a text: what stands between blanks.
pub(super) struct Word<'t> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// As it stands.
    pub(super) raw: &'t str,
    /// Folded: `viktima A.B.,` is `viktima` and `a b`.
    pub(super) folded: String,
}

/// Every word of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_whitespace(), start) {
            (true, Some(from)) => {
                let raw = &text[from..at];
                words.push(Word {
                    start: from,
                    raw,
                    folded: fold(raw),
                });
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words
}
