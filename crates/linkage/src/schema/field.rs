//! A field of the schema: one column of a list and how it is compared.
//!
//! Only descriptions of columns stand here; a schema must never hold a value of a list.

use serde::{Deserialize, Serialize};

use crate::normalise::DateOrder;

/// How the content of a column is normalised and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Names of people: words in any order, compared by bigrams.
    Name,
    /// Places: as names.
    Place,
    /// Other texts such as an address or an e-mail: compared by bigrams.
    Text,
    /// Codes such as a postcode: compared character by character.
    Code,
    /// A date: day, month and year are three features.
    Date,
    /// One of a few values, equal or not.
    Category,
    /// A sex in Albanian or English words, equal or not.
    Sex,
    /// A national number: a keyed hash, equal or not, used before all else.
    Number,
}

/// One column and how it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What the field is called in the round; the same for every institution.
    pub field: String,
    /// The column of this institution's list; the field's own name if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How it is compared.
    pub kind: FieldKind,
    /// Whether Albanian definite endings are taken off (names and places).
    #[serde(default)]
    pub definite_endings: bool,
    /// Whether the encoding is salted, so that equal values of different people differ.
    #[serde(default)]
    pub salted: bool,
    /// Whether 1 January says the year alone (dates).
    #[serde(default)]
    pub first_of_january_is_unknown: bool,
    /// The order of day and month (dates).
    #[serde(default)]
    pub date_order: DateOrder,
}

impl Field {
    /// A field of the given kind with every option off.
    #[must_use]
    pub fn new(field: &str, kind: FieldKind) -> Self {
        Self {
            field: field.to_owned(),
            column: None,
            kind,
            definite_endings: false,
            salted: false,
            first_of_january_is_unknown: false,
            date_order: DateOrder::DayMonthYear,
        }
    }

    /// The header of the column in this institution's list.
    #[must_use]
    pub fn column(&self) -> &str {
        self.column.as_deref().unwrap_or(&self.field)
    }
}
