//! CSV injection: a spreadsheet program runs a text cell that begins like a formula. Such texts get
//! an apostrophe in front, which the programs do not show and our own reader takes off again.
//!
//! A plain number is left alone, so that `-3` and `+3,5` stay numbers.

/// Whether a text must be written with an apostrophe in front: it begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return (as the OWASP list has it) and is no plain number, or it already
/// begins with an apostrophe before such a text.
#[must_use]
pub fn is_dangerous(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]) && !is_plain_number(text)
}

/// A sign, digits, and at most one decimal mark with digits after it.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = digits.splitn(2, ['.', ',']);
    parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
