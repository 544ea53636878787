//! One row of a list, normalised and cut into features.
//!
//! Holds a person's data in clear text: it must never be stored, printed or sent.

use crate::normalise::{self, DateParts};
use crate::schema::{DatePart, Field, FieldKind, Schema};

/// A normalised row: one value for each feature, and the national number.
pub struct PlainRow {
    /// For each feature of the schema its value; nothing where the cell says nothing.
    pub(crate) values: Vec<Option<String>>,
    /// The normalised national number.
    pub(crate) number: Option<String>,
}

impl PlainRow {
    /// Normalises the cells of a row, given in the order of the schema's fields.
    pub fn normalise<'c>(schema: &Schema, cells: impl Iterator<Item = &'c str>) -> Self {
        let mut values = Vec::with_capacity(schema.features().len());
        let mut number = None;
        for (field, cell) in schema.fields().iter().zip(cells) {
            match field.kind {
                FieldKind::Date => values.extend(date(field, cell)),
                FieldKind::Number => number = normalise::number(cell),
                FieldKind::Name | FieldKind::Place => {
                    values.push(normalise::name(cell, field.definite_endings));
                }
                FieldKind::Text => values.push(normalise::text(cell)),
                FieldKind::Code => values.push(normalise::code(cell)),
                FieldKind::Category => values.push(normalise::text(cell)),
                FieldKind::Sex => values.push(normalise::sex(cell)),
            }
        }
        values.resize(schema.features().len(), None);
        Self { values, number }
    }

    /// Whether the row says nothing that could be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.number.is_none() && self.values.iter().all(Option::is_none)
    }
}

/// The parts of a date as digits of fixed length, in the order of the features.
fn date(field: &Field, cell: &str) -> [Option<String>; 3] {
    let mut parts = DateParts::read(cell, field.date_order);
    if field.first_of_january_is_unknown {
        parts = parts.without_first_of_january();
    }
    [DatePart::Day, DatePart::Month, DatePart::Year].map(|part| match part {
        DatePart::Day => parts.day.map(|day| digits(u16::from(day), 2)),
        DatePart::Month => parts.month.map(|month| digits(u16::from(month), 2)),
        DatePart::Year => parts.year.map(|year| digits(year, 4)),
    })
}

/// A number in the given number of decimal digits, with zeros in front.
fn digits(number: u16, count: u32) -> String {
    let digit = |place: u32| char::from(b'0' + (number / 10_u16.pow(place) % 10) as u8);
    (0..count).rev().map(digit).collect()
}
