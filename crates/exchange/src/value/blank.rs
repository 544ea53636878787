//! What counts as nothing between the characters of a cell.

/// Every kind of blank that word processors and locales put into numbers.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}
