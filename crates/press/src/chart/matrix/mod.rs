//! Matrices of coloured cells: who reported when, and how far institutions differ.
//!
//! Every cell has a sign or a text as well as a colour.

mod classes;
mod grid;
mod reporting;

pub use classes::{ClassMatrix, ClassMatrixWords};
pub use reporting::{Punctuality, PunctualityWords, ReportingCell, ReportingMatrix};

use crate::Error;
use crate::error::{amount, same_length};

/// The names around a matrix.
#[derive(Debug, Clone)]
pub struct MatrixHeads {
    /// What the rows are, for the table.
    pub corner: String,
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
}

impl MatrixHeads {
    /// Checks the names against the cells.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the row.
    fn check<Cell>(&self, cells: &[Vec<Cell>]) -> Result<(), Error> {
        amount("rows of the matrix", 1, 400, self.rows.len())?;
        amount("columns of the matrix", 1, 60, self.columns.len())?;
        same_length("rows of the matrix", self.rows.len(), cells.len())?;
        for (name, row) in self.rows.iter().zip(cells) {
            same_length(name, self.columns.len(), row.len())?;
        }
        Ok(())
    }
}
