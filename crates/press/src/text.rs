//! Cleaning of texts for formats that cannot carry every character.
//!
//! Never changes a character that a reader can see.

/// Whether a character may stand in an XML 1.0 document (the `Char` production of its section
/// 2.2); the control characters it leaves out have no place on paper either.
pub(crate) const fn is_printable(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// The text with every character that XML forbids replaced by U+FFFD.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|character| {
            if is_printable(character) {
                character
            } else {
                '\u{FFFD}'
            }
        })
        .collect()
}
