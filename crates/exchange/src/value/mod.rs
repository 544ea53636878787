//! Understanding one value cell: a number, a state that the user has named, a question, or a
//! refusal. Nothing is ever guessed: an empty cell is no zero, and `<5` is no four.

mod blank;
mod meanings;
mod number;

use crate::{
    message::Message,
    table::{Cell, Content},
};
use number::Parsed;
use vocabulary::{CountingUnit, FigureState};

pub(crate) use blank::is_blank;
pub use meanings::{Meaning, Meanings, Notation};

/// No indicator has more decimals than this.
const MOST_DECIMALS: u8 = 6;

/// What kind of number belongs into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Expected {
    /// Digits after the decimal mark.
    pub decimals: u8,
    /// What one of the number is; only shares take a per cent sign.
    pub unit: CountingUnit,
}

impl Expected {
    /// A count of persons: no decimals.
    pub const PERSONS: Self = Self {
        decimals: 0,
        unit: CountingUnit::Person,
    };
}

/// Why a cell cannot be a figure, whatever the user says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Below zero.
    Negative,
    /// A fraction where there are only so many decimals: half a person.
    TooManyDecimals {
        /// The decimals of the indicator.
        decimals: u8,
    },
    /// Beyond anything that is counted here.
    TooLarge,
    /// A date.
    Date,
    /// Yes or no.
    Truth,
    /// A per cent sign on something that is no share.
    PerCent,
    /// An error of the spreadsheet program.
    SpreadsheetError,
    /// A formula whose result was never saved.
    FormulaWithoutResult,
    /// The text of a formula.
    FormulaText,
    /// Infinity, or not a number.
    NotANumber,
}

impl Reason {
    /// Every message key that [`Self::message`] can give.
    pub const MESSAGE_KEYS: &'static [&'static str] = &[
        "exchange-value-negative",
        "exchange-value-fraction",
        "exchange-value-too-large",
        "exchange-value-date",
        "exchange-value-truth",
        "exchange-value-per-cent",
        "exchange-value-error",
        "exchange-value-formula-without-result",
        "exchange-value-formula-text",
        "exchange-value-not-a-number",
    ];

    /// What the user is told.
    #[must_use]
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::Negative => "exchange-value-negative",
            Self::TooManyDecimals { decimals } => {
                return Message::new("exchange-value-fraction")
                    .with("decimals", u32::from(decimals));
            }
            Self::TooLarge => "exchange-value-too-large",
            Self::Date => "exchange-value-date",
            Self::Truth => "exchange-value-truth",
            Self::PerCent => "exchange-value-per-cent",
            Self::SpreadsheetError => "exchange-value-error",
            Self::FormulaWithoutResult => "exchange-value-formula-without-result",
            Self::FormulaText => "exchange-value-formula-text",
            Self::NotANumber => "exchange-value-not-a-number",
        })
    }
}

/// What must be asked about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// Which [`Meaning`] it has.
    Meaning,
    /// Which [`Notation`] it is written in: `1.234`.
    Notation,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Understood {
    /// A number, in the indicator's smallest unit.
    Number(i64),
    /// The user has said that this text stands for a state.
    State(FigureState),
    /// The user has said that nothing is stated here.
    NothingStated,
    /// The user must be asked.
    Ask {
        /// The text as it stands in the cell, trimmed; empty for an empty cell.
        text: String,
        /// What is to be asked.
        doubt: Doubt,
    },
    /// It cannot be a figure.
    Refused(Reason),
}

/// Reads a value cell; `None` stands for an empty one.
#[must_use]
pub fn read(cell: Option<&Cell>, expected: Expected, meanings: &Meanings) -> Understood {
    let Some(cell) = cell else {
        return read_text("", expected, meanings);
    };
    let decimals = expected.decimals;
    match &cell.content {
        Content::Empty if cell.is_formula => Understood::Refused(Reason::FormulaWithoutResult),
        Content::Empty => read_text("", expected, meanings),
        Content::Text(text) => read_text(text, expected, meanings),
        Content::Number(number) => understood(number::from_binary(*number, decimals), ""),
        Content::Share(share) if expected.unit == CountingUnit::Percent => {
            understood(number::from_binary(share * 100.0, decimals), "")
        }
        Content::Share(_) => Understood::Refused(Reason::PerCent),
        Content::Date(_) => Understood::Refused(Reason::Date),
        Content::Truth(_) => Understood::Refused(Reason::Truth),
        Content::Error(_) => Understood::Refused(Reason::SpreadsheetError),
    }
}

/// Reads a value that came as text, such as a field of a CSV file.
#[must_use]
pub fn read_text(text: &str, expected: Expected, meanings: &Meanings) -> Understood {
    let text = text.trim_matches(is_blank);
    if let Some(number) = plain_count(text, expected.decimals) {
        return Understood::Number(number);
    }
    if let Some(meaning) = meanings.of(text) {
        return meaning
            .state()
            .map_or(Understood::NothingStated, Understood::State);
    }
    if text.starts_with('=') {
        return Understood::Refused(Reason::FormulaText);
    }
    if vocabulary::text::date(text).is_some() {
        return Understood::Refused(Reason::Date);
    }
    let (digits, has_sign) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end_matches(is_blank), true),
        None => (text, false),
    };
    let parsed = number::parse(digits, expected.decimals, meanings.notation);
    if has_sign && parsed != Parsed::NotANumber && expected.unit != CountingUnit::Percent {
        return Understood::Refused(Reason::PerCent);
    }
    understood(parsed, text)
}

/// The common case at full speed: a few plain digits.
fn plain_count(text: &str, decimals: u8) -> Option<i64> {
    let is_plain = decimals == 0
        && (1..=9).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| {
        text.bytes()
            .fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
    })
}

fn understood(parsed: Parsed, text: &str) -> Understood {
    let ask = |doubt| Understood::Ask {
        text: text.to_owned(),
        doubt,
    };
    match parsed {
        Parsed::Number(number) => Understood::Number(number),
        Parsed::Ambiguous => ask(Doubt::Notation),
        Parsed::NotANumber => ask(Doubt::Meaning),
        Parsed::Refused(reason) => Understood::Refused(reason),
    }
}

#[cfg(test)]
mod tests;
