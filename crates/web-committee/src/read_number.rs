//! A number as people type it into a form: with the marks of the language they read in, as exact as
//! its indicator is counted.

use crate::Door;
use exchange::value::{Expected, Meanings, Notation, Reason, Understood, read_text};
use page::Words;
use vocabulary::{CountingUnit, IndicatorCode, Language};

// words: exchange-value-*

/// The number in the indicator's smallest unit.
///
/// # Errors
/// With what is wrong with the text, in the reader's language.
pub(crate) fn read_number(
    door: &Door,
    words: Words,
    indicator: &IndicatorCode,
    text: &str,
) -> Result<i64, String> {
    let indicator = door.country().indicator(indicator.as_str());
    let expected = Expected {
        decimals: indicator.map_or(0, |one| one.decimals),
        unit: indicator.map_or(CountingUnit::Person, |one| one.counting_rule.unit),
    };
    let mut meanings = Meanings::default();
    meanings.notation = Some(match words.language() {
        Language::Albanian => Notation::DecimalComma,
        Language::English => Notation::DecimalPoint,
    });
    match read_text(text.trim(), expected, &meanings) {
        Understood::Number(number) => Ok(number),
        Understood::Refused(reason) => Err(reason_text(words, reason)),
        _ => Err(words.with(
            "returns-not-a-number",
            &[("text", text.chars().take(40).collect::<String>().into())],
        )),
    }
}

fn reason_text(words: Words, reason: Reason) -> String {
    match reason {
        Reason::TooManyDecimals { decimals } => words.with(
            "exchange-value-fraction",
            &[("decimals", i64::from(decimals).into())],
        ),
        other => words.text(other.message().key),
    }
}
