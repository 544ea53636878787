//! Dates of birth in parts, because offices know them in parts.
//!
//! A part that is unknown, zero or impossible is missing, never guessed: missing is no evidence.

use serde::{Deserialize, Serialize};

/// The order of the parts where the text itself leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 31.12.1999, as in Albania.
    #[default]
    DayMonthYear,
    /// 12/31/1999.
    MonthDayYear,
}

/// Day, month and year, each known or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateParts {
    /// Day of the month, 1–31.
    pub day: Option<u8>,
    /// Month, 1–12.
    pub month: Option<u8>,
    /// Year, 1850–2150.
    pub year: Option<u16>,
}

impl DateParts {
    /// Reads 1999-12-31, 19991231, 31.12.1999, 31/12/1999, 1999-12, 1999, and any of them with a
    /// time behind. Parts that cannot be are missing; a text that is no date has no parts.
    #[must_use]
    pub fn read(text: &str, order: DateOrder) -> Self {
        let text = text.trim();
        let date = text.split(['T', ' ']).next().unwrap_or_default();
        let numbers: Vec<&str> = date.split(['-', '.', '/']).collect();
        if numbers
            .iter()
            .any(|number| number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Self::default();
        }
        match numbers.as_slice() {
            [digits] => Self::from_digits(digits, order),
            [year, month] if year.len() == 4 => Self::from_parts("", month, year),
            [month, year] if year.len() == 4 => Self::from_parts("", month, year),
            [year, month, day] if year.len() == 4 => Self::from_parts(day, month, year),
            [first, second, year] if year.len() == 4 => Self::ordered(first, second, year, order),
            _ => Self::default(),
        }
    }

    /// The parts without the day and month if they say 1 January, the date that registers write
    /// when only the year is known.
    #[must_use]
    pub fn without_first_of_january(self) -> Self {
        if self.day == Some(1) && self.month == Some(1) {
            Self {
                year: self.year,
                ..Self::default()
            }
        } else {
            self
        }
    }

    fn from_digits(digits: &str, order: DateOrder) -> Self {
        match digits.len() {
            4 => Self::from_parts("", "", digits),
            8 => {
                let year_first = Self::from_parts(&digits[6..], &digits[4..6], &digits[..4]);
                if year_first.year.is_some() {
                    year_first
                } else {
                    Self::ordered(&digits[..2], &digits[2..4], &digits[4..], order)
                }
            }
            _ => Self::default(),
        }
    }

    fn ordered(first: &str, second: &str, year: &str, order: DateOrder) -> Self {
        match order {
            DateOrder::DayMonthYear => Self::from_parts(first, second, year),
            DateOrder::MonthDayYear => Self::from_parts(second, first, year),
        }
    }

    fn from_parts(day: &str, month: &str, year: &str) -> Self {
        Self {
            day: day.parse().ok().filter(|day| (1..=31).contains(day)),
            month: month.parse().ok().filter(|month| (1..=12).contains(month)),
            year: year
                .parse()
                .ok()
                .filter(|year| (1850..=2150).contains(year)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(day: u8, month: u8, year: u16) -> DateParts {
        DateParts {
            day: Some(day),
            month: Some(month),
            year: Some(year),
        }
    }

    #[test]
    fn every_office_form_reads_the_same() {
        for text in [
            "1993-04-12",
            "19930412",
            "12.04.1993",
            "12/4/1993",
            "12041993",
            "1993-04-12T00:00:00",
            "1993-04-12 00:00:00",
        ] {
            assert_eq!(
                DateParts::read(text, DateOrder::DayMonthYear),
                parts(12, 4, 1993),
                "{text}"
            );
        }
        assert_eq!(
            DateParts::read("04/12/1993", DateOrder::MonthDayYear),
            parts(12, 4, 1993)
        );
    }

    #[test]
    fn what_is_not_known_is_missing() {
        let only_year = DateParts {
            year: Some(1990),
            ..DateParts::default()
        };
        for text in ["1990", "1990-00-00", "00.00.1990", "1990-13-45"] {
            assert_eq!(
                DateParts::read(text, DateOrder::DayMonthYear),
                only_year,
                "{text}"
            );
        }
        for text in ["", "nuk dihet", "12.04.93", "0000-00-00", "1993-4-12-7"] {
            assert_eq!(
                DateParts::read(text, DateOrder::DayMonthYear),
                DateParts::default(),
                "{text}"
            );
        }
    }

    #[test]
    fn the_first_of_january_tells_the_year_alone() {
        let only_year = DateParts {
            year: Some(1990),
            ..DateParts::default()
        };
        assert_eq!(parts(1, 1, 1990).without_first_of_january(), only_year);
        assert_eq!(
            parts(2, 1, 1990).without_first_of_january(),
            parts(2, 1, 1990)
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fall(text in "\\PC{0,20}") {
            let read = DateParts::read(&text, DateOrder::DayMonthYear);
            prop_assert!(read.day.is_none_or(|day| (1..=31).contains(&day)));
        }
    }
}
