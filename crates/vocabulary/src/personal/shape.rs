//! How a whole cell or word looks that holds nothing but a number of a person, a telephone number or an
//! address.

/// The Albanian personal number: a letter, eight digits, a letter. (A business number has the same
/// shape; only what stands beside it tells them apart.)
#[must_use]
pub fn is_national_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes[0].is_ascii_alphabetic()
        && bytes[9].is_ascii_alphabetic()
        && bytes[1..9].iter().all(u8::is_ascii_digit)
}

/// Somebody at a host.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    !user.is_empty() && host.contains('.') && !host.starts_with('.') && !text.contains(' ')
}

/// `+355 69 …`, `00355…`, `069 123 4567`: blanks, dashes and slashes do not count.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let is_sign =
        |character: char| matches!(character, ' ' | '\u{A0}' | '-' | '/' | '(' | ')' | '.');
    let digits: String = text
        .chars()
        .filter(|character| !is_sign(*character))
        .collect();
    let (international, digits) = match digits.strip_prefix('+').or(digits.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, digits.as_str()),
    };
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let length = digits.len();
    all_digits
        && ((international && (8..=14).contains(&length))
            || (digits.starts_with("06") && length == 10))
}

/// A number that lost its leading zeros in a number cell: 69 123 4567, or 355 69 123 4567.
#[must_use]
pub fn is_phone_number(number: f64) -> bool {
    let is_mobile = (660_000_000.0..700_000_000.0).contains(&number);
    let is_international = (35_500_000_000.0..35_600_000_000.0).contains(&number)
        || (355_000_000_000.0..356_000_000_000.0).contains(&number);
    number.fract() == 0.0 && (is_mobile || is_international)
}
