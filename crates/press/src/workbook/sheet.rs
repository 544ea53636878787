//! The model of a workbook that is handed out: data, codebook and notes as plain tables.

use super::cell::{Cell, ColumnKind};
use crate::Error;
use crate::error::same_length;
use jiff::Timestamp;

/// The name of a sheet: 1 to 31 characters without `[ ] : * ? / \`, no apostrophe at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName(String);

impl SheetName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`Error::SheetName`] for a name that spreadsheet programs refuse.
    pub fn parse(name: &str) -> Result<Self, Error> {
        let length = name.encode_utf16().count();
        let forbidden = |character: char| "[]:*?/\\".contains(character) || character.is_control();
        let wrong = !(1..=31).contains(&length)
            || name.contains(forbidden)
            || name.starts_with('\'')
            || name.ends_with('\'')
            || name.trim().is_empty()
            // The one name that the programs keep for themselves.
            || name.eq_ignore_ascii_case("history");
        if wrong {
            return Err(Error::SheetName(name.to_owned()));
        }
        Ok(Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names are the same to a spreadsheet program.
    pub(super) fn is_like(&self, other: &str) -> bool {
        self.0.to_lowercase() == other.to_lowercase()
    }
}

/// A column of a sheet.
#[derive(Debug, Clone)]
pub struct Column {
    /// The head, in the first row.
    pub head: String,
    /// How its cells are shown.
    pub kind: ColumnKind,
    /// The width in characters, 1 to 255.
    pub width: f64,
}

/// A table on a sheet of its own, its heads in the first row.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name.
    pub name: SheetName,
    /// The columns.
    pub columns: Vec<Column>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

/// A workbook of tables: the data, the codebook that explains its columns and codes, and notes
/// on sources and limits.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The title, in the file's properties.
    pub title: String,
    /// The id of the snapshot that the numbers come from, in the file's properties; empty for
    /// none.
    pub snapshot: String,
    /// When the workbook was made.
    pub created: Timestamp,
    /// The numbers.
    pub data: Sheet,
    /// What the columns and codes mean.
    pub codebook: Sheet,
    /// Sources, counting rules, limits.
    pub notes: Sheet,
}

impl Sheet {
    /// Checks that every row is as long as the heads and every number can be written.
    ///
    /// # Errors
    /// [`Error::Length`] or [`Error::Number`] naming the sheet and the row.
    pub(super) fn check(&self) -> Result<(), Error> {
        check_rows(&self.name, self.columns.len(), &self.rows)
    }
}

/// Checks rows of cells; row 1 of a sheet is its heads, so the first of these is row 2.
pub(super) fn check_rows(
    name: &SheetName,
    columns: usize,
    rows: &[Vec<Cell>],
) -> Result<(), Error> {
    for (index, row) in rows.iter().enumerate() {
        let place = || format!("row {} of the sheet {:?}", index + 2, name.as_str());
        same_length(&place(), columns, row.len())?;
        for cell in row {
            if let Cell::Number(number) = cell
                && !number.is_finite()
            {
                return Err(Error::Number {
                    place: place(),
                    number: *number,
                });
            }
        }
    }
    Ok(())
}

/// Checks that no two sheets share a name.
pub(super) fn different(names: &[&SheetName]) -> Result<(), Error> {
    for (index, name) in names.iter().enumerate() {
        if names[..index].iter().any(|other| name.is_like(&other.0)) {
            return Err(Error::SheetName(name.0.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::SheetName;

    #[test]
    fn names_that_a_spreadsheet_would_repair_are_refused() {
        for good in ["Të dhëna", "Codebook", "1.2 Viktimat"] {
            assert!(SheetName::parse(good).is_ok(), "{good}");
        }
        let long = "a".repeat(32);
        for bad in [
            "", " ", "a/b", "a:b", "'a", "a'", "History", "a\u{7}", &long,
        ] {
            assert!(SheetName::parse(bad).is_err(), "{bad}");
        }
    }
}
