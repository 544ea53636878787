//! What one cell holds.

use jiff::civil::Date;

/// The content of a cell. A number that does not exist is a text that says why, or nothing;
/// never zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, written as it is.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A civil date from 1900 on.
    Date(Date),
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    #[must_use]
    pub fn count(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// As text, to the left; wrapped when long.
    Text,
    /// Numbers without decimals.
    Whole,
    /// Numbers with two decimals.
    Decimal,
    /// Dates as day, month, year.
    Date,
}

impl ColumnKind {
    /// The number format of the file.
    pub(super) const fn format(self) -> &'static str {
        match self {
            Self::Text => "@",
            Self::Whole => "#,##0",
            Self::Decimal => "#,##0.00",
            Self::Date => "dd.mm.yyyy",
        }
    }
}
