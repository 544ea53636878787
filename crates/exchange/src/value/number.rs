//! Numbers as people write them, exactly: digits, never floating point. What could be read in two
//! ways is reported as such.

use super::meanings::Notation;
use super::{MOST_DECIMALS, Reason, is_blank};

/// The largest number of digits of a figure in its smallest unit.
const MOST_DIGITS: usize = 15;

/// What a text is, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parsed {
    /// A number in the smallest unit.
    Number(i64),
    /// Group or fraction: it depends on the writer's notation.
    Ambiguous,
    /// No number at all.
    NotANumber,
    /// A number that cannot be a figure.
    Refused(Reason),
}

/// Reads a number; the sign is already known to be absent or looked at here.
pub(super) fn parse(text: &str, decimals: u8, notation: Option<Notation>) -> Parsed {
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start_matches(is_blank)),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let parsed = match split(digits, notation) {
        // Three digits after the mark are a group to many who write them. Where the indicator has no
        // place for them, their zeros are not dropped: one thousand would become one.
        Split::Plain { whole, fraction }
            if fraction.len() == 3 && decimals < 3 && could_be_group(&whole) =>
        {
            Parsed::Refused(Reason::TooManyDecimals { decimals })
        }
        Split::Plain { whole, fraction } => combine(&whole, fraction, decimals),
        Split::Ambiguous => Parsed::Ambiguous,
        Split::None => Parsed::NotANumber,
    };
    match parsed {
        Parsed::NotANumber => parsed,
        Parsed::Number(0) => Parsed::Number(0),
        _ if is_negative => Parsed::Refused(Reason::Negative),
        _ => parsed,
    }
}

/// Reads what a spreadsheet program has computed, to its own precision of fifteen digits, so that
/// the noise of binary fractions does not count as decimals.
pub(super) fn from_binary(number: f64, decimals: u8) -> Parsed {
    if !number.is_finite() {
        return Parsed::Refused(Reason::NotANumber);
    }
    if number.abs() >= 1e15 {
        return Parsed::Refused(Reason::TooLarge);
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return Parsed::NotANumber;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let is_negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent + 1;
    let (whole, fraction) = if point <= 0 {
        let zeros = usize::try_from(-point).unwrap_or(0).min(400);
        (String::new(), "0".repeat(zeros) + &digits)
    } else {
        let at = usize::try_from(point).unwrap_or(0).min(digits.len());
        (digits[..at].to_owned(), digits[at..].to_owned())
    };
    match combine(&whole, &fraction, decimals) {
        Parsed::Number(0) => Parsed::Number(0),
        _ if is_negative => Parsed::Refused(Reason::Negative),
        parsed => parsed,
    }
}

enum Split<'a> {
    /// Digits before the mark (groups joined) and digits after it.
    Plain {
        whole: String,
        fraction: &'a str,
    },
    Ambiguous,
    None,
}

fn split(text: &str, notation: Option<Notation>) -> Split<'_> {
    let is_group_blank = |character: char| is_blank(character) || character == '\'';
    let last_mark = text.rfind([',', '.']);
    let Some(at) = last_mark else {
        return grouped(text, is_group_blank).map_or(Split::None, |whole| Split::Plain {
            whole,
            fraction: "",
        });
    };
    let mark = text.as_bytes()[at];
    let (head, tail) = (&text[..at], &text[at + 1..]);
    if tail.is_empty() || !tail.bytes().all(|byte| byte.is_ascii_digit()) {
        return Split::None;
    }
    let is_mark = |character: char| character == char::from(mark);
    let has_other =
        head.contains(|character| matches!(character, ',' | '.') && !is_mark(character));
    let has_same = head.contains(is_mark);
    if has_same {
        // 1.234.567: the same mark twice can only group, whatever the notation.
        let other = if has_other {
            None
        } else {
            grouped(text, is_mark)
        };
        return other.map_or(Split::None, |whole| Split::Plain {
            whole,
            fraction: "",
        });
    }
    let whole = if has_other {
        grouped(head, |character| matches!(character, ',' | '.'))
    } else {
        grouped(head, is_group_blank)
    };
    let Some(whole) = whole else {
        return Split::None;
    };
    if tail.len() != 3 || !could_be_group(head) {
        return Split::Plain {
            whole,
            fraction: tail,
        };
    }
    match notation {
        None => Split::Ambiguous,
        Some(notation) if (notation == Notation::DecimalComma) == (mark == b',') => Split::Plain {
            whole,
            fraction: tail,
        },
        Some(_) => Split::Plain {
            whole: whole + tail,
            fraction: "",
        },
    }
}

/// Whether these may be the first digits of a number in groups of three.
fn could_be_group(head: &str) -> bool {
    let is_plain = head.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (1..=3).contains(&head.len()) && !head.starts_with('0')
}

/// The digits of a whole number, with or without groups of three; `None` for anything else.
fn grouped(text: &str, is_separator: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = text.split(&is_separator).collect();
    let well_formed = groups.iter().enumerate().all(|(index, group)| {
        group.bytes().all(|byte| byte.is_ascii_digit())
            && match (index, groups.len()) {
                (0, 1) => !group.is_empty(),
                (0, _) => (1..=3).contains(&group.len()),
                _ => group.len() == 3,
            }
    });
    well_formed.then(|| groups.concat())
}

/// Puts whole and fraction together in the smallest unit; zeros beyond the decimals are harmless.
fn combine(whole: &str, fraction: &str, decimals: u8) -> Parsed {
    let decimals = decimals.min(MOST_DECIMALS);
    let kept = usize::from(decimals).min(fraction.len());
    let (kept, beyond) = fraction.split_at(kept);
    if beyond.bytes().any(|byte| byte != b'0') {
        return Parsed::Refused(Reason::TooManyDecimals { decimals });
    }
    let padding = usize::from(decimals) - kept.len();
    let digits = format!("{whole}{kept}{}", "0".repeat(padding));
    let digits = digits.trim_start_matches('0');
    if digits.len() > MOST_DIGITS {
        return Parsed::Refused(Reason::TooLarge);
    }
    if digits.is_empty() {
        return Parsed::Number(0);
    }
    digits
        .parse()
        .map_or(Parsed::Refused(Reason::TooLarge), Parsed::Number)
}
