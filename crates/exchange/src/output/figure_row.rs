//! One row of a table that is handed out: a figure with everything a reader needs to place it.

use std::borrow::Cow;
use vocabulary::{Breakdown, Period};

/// What stands in the value's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputValue {
    /// A number, in the indicator's smallest unit.
    Number(i64),
    /// No number.
    None,
}

/// A figure to be written. Texts may be empty where they do not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow<'a> {
    /// The indicator's code.
    pub indicator_code: &'a str,
    /// Its name in the language of the file.
    pub indicator_name: &'a str,
    /// The place's code.
    pub place_code: &'a str,
    /// Its name.
    pub place_name: &'a str,
    /// Code and name of the first-level area that the place is or lies in; empty for the country.
    pub first_level: (&'a str, &'a str),
    /// Code and name of the second-level area; empty where the place is larger.
    pub second_level: (&'a str, &'a str),
    /// The country's code.
    pub country_code: &'a str,
    /// The institution's code; empty where the figure is the committee's.
    pub institution_code: &'a str,
    /// Its name.
    pub institution_name: &'a str,
    /// Its kind.
    pub institution_kind: &'a str,
    /// The period.
    pub period: Period,
    /// The cell.
    pub breakdown: Cow<'a, Breakdown>,
    /// The state's code, such as `value`, `not_reported` or `hidden`.
    pub state: &'a str,
    /// The number.
    pub value: OutputValue,
    /// Digits after the decimal mark.
    pub decimals: u8,
    /// The confidence of an estimate: `A` to `D`, or empty.
    pub confidence: &'a str,
    /// A remark.
    pub comment: &'a str,
}

/// A number in its smallest unit, written with a decimal point and no groups: `1250` with two
/// decimals is `12.50`.
#[must_use]
pub fn decimal_text(number: i64, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    if decimals == 0 {
        return number.to_string();
    }
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_exactly() {
        assert_eq!(decimal_text(1250, 2), "12.50");
        assert_eq!(decimal_text(5, 2), "0.05");
        assert_eq!(decimal_text(-5, 1), "-0.5");
        assert_eq!(decimal_text(0, 0), "0");
        assert_eq!(decimal_text(i64::MIN, 3), "-9223372036854775.808");
    }
}
