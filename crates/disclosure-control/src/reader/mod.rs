//! Tables from long files: one row for each cell, a column for each dimension, one for the value.
//!
//! Everything that is wrong is said with its line. The reader must never guess a count.

mod cells;
mod hierarchy;
mod records;
mod rows;
mod slices;
mod value;

pub use cells::{Cells, read_cells};
pub use hierarchy::{Links, read_links};
pub use records::{Record, Records};
pub use slices::Sheet;
pub use value::is_sign;

use crate::{Error, table::Missing};
use std::io::Read;

/// How a file is to be understood.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The heading of the column with the values.
    pub value: String,
    /// The code that stands for a total, in every dimension.
    pub total: String,
    /// What a cell stands for that has no row.
    pub missing: Missing,
    /// The (child, parent) pairs of dimensions that are more than a total and its parts.
    pub hierarchies: Vec<(String, Links)>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            value: "value".to_owned(),
            total: "Total".to_owned(),
            missing: Missing::Unknown,
            hierarchies: Vec::new(),
        }
    }
}

/// Reads a file; `name` is for messages. A dimension without its total makes independent tables.
///
/// # Errors
/// [`Error::Line`] and [`Error::File`] for what is wrong with the file, [`Error::Inadditive`] and
/// [`Error::Contradiction`] for what is wrong with its numbers.
pub fn read(name: &str, file: impl Read, reading: &Reading) -> Result<Sheet, Error> {
    let rows = rows::Rows::read(name, file, reading)?;
    slices::build(name, &rows, reading)
}
