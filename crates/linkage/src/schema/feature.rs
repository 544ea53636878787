//! Features: what is compared one by one; a date is three of them.
//!
//! A feature has a fixed width in bits and a fixed number of hash insertions, so a filter's
//! weight tells nothing about the length of the value behind it.

use super::field::{Field, FieldKind};

/// How a normalised value becomes tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokens {
    /// Bigrams of each word with a blank on either side.
    Bigrams,
    /// Characters with their position.
    Characters,
    /// The whole value.
    Whole,
}

/// One part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// Day of the month.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
}

/// One comparable part of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The field's name, for dates with the part behind a dot.
    pub label: String,
    /// Index of the field in the schema.
    pub field: usize,
    /// The part, for dates.
    pub part: Option<DatePart>,
    /// How the value is cut into tokens.
    pub tokens: Tokens,
    /// Width of one filter in bits, a multiple of 64.
    pub bits: usize,
    /// Hash insertions of one filter, spread over the tokens.
    pub insertions: usize,
    /// Whether the filter is made once for each salt.
    pub salted: bool,
}

impl Feature {
    /// Width of one filter in 64-bit words.
    #[must_use]
    pub fn words(&self) -> usize {
        self.bits / 64
    }
}

/// The features of the field at `index`; a national number has none, it is hashed whole.
pub(super) fn of_field(index: usize, field: &Field) -> Vec<Feature> {
    let feature = |part, suffix: &str, tokens, bits, insertions| Feature {
        label: format!("{}{suffix}", field.field),
        field: index,
        part,
        tokens,
        bits,
        insertions,
        salted: field.salted,
    };
    match field.kind {
        FieldKind::Name | FieldKind::Place => vec![feature(None, "", Tokens::Bigrams, 256, 72)],
        FieldKind::Text => vec![feature(None, "", Tokens::Bigrams, 512, 144)],
        FieldKind::Code => vec![feature(None, "", Tokens::Characters, 192, 60)],
        FieldKind::Category | FieldKind::Sex => vec![feature(None, "", Tokens::Whole, 64, 20)],
        FieldKind::Date => vec![
            feature(Some(DatePart::Day), ".day", Tokens::Characters, 128, 36),
            feature(Some(DatePart::Month), ".month", Tokens::Characters, 128, 36),
            feature(Some(DatePart::Year), ".year", Tokens::Characters, 128, 40),
        ],
        FieldKind::Number => Vec::new(),
    }
}
