//! Numbers, differences, per cents.

use super::NO_BREAK_SPACE;
use vocabulary::Language;

/// A number of an indicator's smallest unit, with its decimals: 1250 with two is `12,50`.
#[must_use]
pub fn number_text(language: Language, number: i64, decimals: u8) -> String {
    let width = usize::from(decimals.min(9));
    let scale = 10u64.pow(u32::from(decimals.min(9)));
    let magnitude = number.unsigned_abs();
    let mut text = grouped(language, magnitude / scale);
    if width > 0 {
        text.push(point(language));
        text.push_str(&format!("{:0width$}", magnitude % scale));
    }
    if number < 0 {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

/// A decimal numeral of a program, `-1234.56`, as people write it: `−1234,56`. What is none is left
/// as it is.
#[must_use]
pub fn decimal_text(language: Language, numeral: &str) -> String {
    let (sign, magnitude) = match numeral.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", numeral),
    };
    let (whole, decimals) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (Ok(whole), true) = (whole.parse(), is_digits(whole) && is_digits(decimals)) else {
        return numeral.to_owned();
    };
    let mut text = format!("{sign}{}", grouped(language, whole));
    if !decimals.is_empty() {
        text.push(point(language));
        text.push_str(decimals);
    }
    text
}

/// A difference, always with its sign.
#[must_use]
pub fn signed_text(language: Language, number: i64, decimals: u8) -> String {
    let text = number_text(language, number, decimals);
    if number > 0 { format!("+{text}") } else { text }
}

/// What stands before decimals.
const fn point(language: Language) -> char {
    match language {
        Language::Albanian => ',',
        Language::English => '.',
    }
}

fn grouped(language: Language, number: u64) -> String {
    let digits = number.to_string();
    let (least, separator) = match language {
        Language::Albanian => (5, NO_BREAK_SPACE),
        Language::English => (4, ','),
    };
    if digits.len() < least {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A whole per cent.
#[must_use]
pub fn percent_text(language: Language, percent: u32) -> String {
    match language {
        Language::Albanian => format!("{percent}{NO_BREAK_SPACE}%"),
        Language::English => format!("{percent}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        let albanian = |number| number_text(Language::Albanian, number, 0);
        assert_eq!(albanian(1000), "1000");
        assert_eq!(albanian(10_000), "10\u{a0}000");
        assert_eq!(albanian(3_452_260), "3\u{a0}452\u{a0}260");
        assert_eq!(number_text(Language::English, 1000, 0), "1,000");
        assert_eq!(
            number_text(Language::English, i64::MIN, 0),
            "\u{2212}9,223,372,036,854,775,808"
        );
    }

    #[test]
    fn decimals_and_signs_are_kept() {
        assert_eq!(number_text(Language::Albanian, 1250, 2), "12,50");
        assert_eq!(number_text(Language::English, -5, 1), "\u{2212}0.5");
        assert_eq!(signed_text(Language::English, 3, 0), "+3");
        assert_eq!(signed_text(Language::English, 0, 0), "0");
        assert_eq!(percent_text(Language::Albanian, 80), "80\u{a0}%");
    }

    #[test]
    fn numerals_of_programs_are_written_as_people_do() {
        let albanian = |numeral| decimal_text(Language::Albanian, numeral);
        assert_eq!(albanian("0.02"), "0,02");
        assert_eq!(albanian("-18433.250000"), "\u{2212}18\u{a0}433,250000");
        assert_eq!(albanian("1000"), "1000");
        assert_eq!(decimal_text(Language::English, "1000.5"), "1,000.5");
        for other in ["inf", "NaN", "1e-7", "", "+1", "1.2.3"] {
            assert_eq!(albanian(other), other);
        }
    }
}
