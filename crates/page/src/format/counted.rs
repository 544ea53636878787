//! A counted cell as people read it: a number, or so many of so many; a percentage is written where
//! enough people stand behind it, and never in place of the two numbers.

use super::number_text;
use crate::Words;
use vocabulary::{CountedCell, CountedIndicator, Measure};

/// A cell of a counted indicator.
#[must_use]
pub fn counted_text(words: Words, one: &CountedIndicator, cell: &CountedCell) -> String {
    let language = words.language();
    let amount = |number: u64| number_text(language, i64::try_from(number).unwrap_or(i64::MAX), 0);
    let number = amount(cell.number);
    let Some(of) = cell.of.filter(|_| one.measure == Measure::Share) else {
        return number;
    };
    let mut values = vec![("number", number.into()), ("of", amount(of).into())];
    match one
        .rate(cell)
        .and_then(|rate| i64::try_from((rate + 5) / 10).ok())
    {
        None => words.with("count-share", &values),
        Some(tenths) => {
            values.push(("percent", number_text(language, tenths, 1).into()));
            words.with("count-share-percent", &values)
        }
    }
}
