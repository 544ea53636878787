//! Numbers, dates and periods as people write them.
//!
//! Albanian after CLDR: decimal comma, a narrow gap between thousands from five digits on, days
//! before months, months in lower case.

use crate::Words;
use jiff::{Timestamp, civil::Date};
use vocabulary::{Language, Period, PeriodKind};

const NO_BREAK_SPACE: char = '\u{a0}';

/// A number of an indicator's smallest unit, with its decimals.
#[must_use]
pub fn number_text(language: Language, number: i64, decimals: u8) -> String {
    let scale = 10u64.pow(u32::from(decimals.min(9)));
    let magnitude = number.unsigned_abs();
    let mut text = grouped(language, magnitude / scale);
    if decimals > 0 {
        text.push(match language {
            Language::Albanian => ',',
            Language::English => '.',
        });
        let width = usize::from(decimals.min(9));
        text.push_str(&format!("{:0width$}", magnitude % scale));
    }
    if number < 0 {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

/// A difference, always with its sign.
#[must_use]
pub fn signed_text(language: Language, number: i64, decimals: u8) -> String {
    let text = number_text(language, number, decimals);
    if number > 0 { format!("+{text}") } else { text }
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

/// A date in words.
#[must_use]
pub fn date_text(words: Words, date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month(words, date.month()),
        date.year()
    )
}

/// An instant in the offices' time, to the minute.
#[must_use]
pub fn time_text(words: Words, at: Timestamp) -> String {
    let local = jiff::tz::Offset::constant(1).to_datetime(at);
    format!(
        "{}, {:02}:{:02}",
        date_text(words, local.date()),
        local.hour(),
        local.minute()
    )
}

// words: month-1 month-2 month-3 month-4 month-5 month-6 month-7 month-8 month-9 month-10
// words: month-11 month-12
fn month(words: Words, month: i8) -> String {
    words.of("month", &month.to_string())
}

/// A period in words.
#[must_use]
pub fn period_text(words: Words, period: Period) -> String {
    let year = period.year();
    let part = match period.part() {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    };
    match period.kind() {
        PeriodKind::Year => year.to_string(),
        PeriodKind::SchoolYear => {
            let years = format!("{year}\u{2013}{}", year + 1);
            words.with("period-school-year", &[("years", years.into())])
        }
        PeriodKind::HalfYear => words.with(
            "period-half-year",
            &[("part", part.into()), ("year", year.to_string().into())],
        ),
        PeriodKind::Quarter => words.with(
            "period-quarter",
            &[("part", part.into()), ("year", year.to_string().into())],
        ),
        PeriodKind::Month => format!("{} {year}", month(words, period.part())),
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
        assert_eq!(number_text(Language::Albanian, 1250, 2), "12,50");
        assert_eq!(number_text(Language::English, -5, 1), "\u{2212}0.5");
        assert_eq!(signed_text(Language::English, 3, 0), "+3");
    }

    #[test]
    fn periods_have_names_in_both_languages() {
        let name = |language, text| {
            period_text(Words::in_language(language), Period::parse(text).unwrap())
        };
        assert_eq!(name(Language::Albanian, "2025Q4"), "tremujori IV 2025");
        assert_eq!(name(Language::English, "2025Q4"), "quarter IV 2025");
        assert_eq!(
            name(Language::English, "2024Sep"),
            "school year 2024\u{2013}2025"
        );
        assert_eq!(name(Language::Albanian, "202511"), "nëntor 2025");
    }
}
