//! Wide sheets: what people make in a spreadsheet program, with headings over the columns (in one
//! row or several, merged or not) and names before the rows, turned into one row for each cell.
//!
//! Nothing is counted or judged here, and no cell is passed over silently: what cannot be understood
//! is an error with the cell's address.

mod error;
mod labels;
mod shape;
mod unfold;

pub use error::WideError;
pub use unfold::unfold;

use vocabulary::SourceCell;

/// How a sheet is to be understood.
pub struct Wide<'a> {
    /// The code that totals get, whatever they are called in the sheet.
    pub total: &'a str,
    /// What totals are called in the sheet; compared without regard to case.
    pub total_names: &'a [String],
    /// Names of the dimensions: those of the row names first, then of the heading rows. Empty: as
    /// the sheet says, or `row` and `column`.
    pub names: &'a [String],
    /// How many rows of headings there are; `None`: as the sheet looks.
    pub heading_rows: Option<u32>,
    /// How many columns of row names there are; `None`: as the sheet looks.
    pub name_columns: Option<u32>,
    /// The heading of the value column to come.
    pub value: &'a str,
    /// Whether a text stands for a hidden count (`<5`, `c`, …); numbers need not be asked about.
    pub is_sign: &'a dyn Fn(&str) -> bool,
}

/// One row for each cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Long {
    /// The dimensions, and the value's heading last.
    pub headings: Vec<String>,
    /// Codes and value of each cell, and where it stands.
    pub rows: Vec<(SourceCell, Vec<String>)>,
    /// Blank cells: they hide where the sheet has no sign for a hidden count, and are nothing where
    /// it has one.
    pub blank: usize,
    /// Whether blank cells are among the rows.
    pub blank_hides: bool,
}
