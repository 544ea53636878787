//! Cells that somebody else read out of a file of another form (a spreadsheet), with the place of each
//! for messages. They are understood exactly as the rows of a long file.

use super::{Reading, Sheet, rows::Rows, slices};
use crate::Error;

/// What a long file would hold.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// The headings: dimensions and value.
    pub headings: Vec<String>,
    /// For each cell its place in the file (`B7`) and its fields, as many as there are headings.
    pub rows: Vec<(String, Vec<String>)>,
    /// What was noticed when they were read, in English.
    pub notes: Vec<String>,
}

/// Understands cells as [`super::read`] does a file.
///
/// # Errors
/// As [`super::read`], with [`Error::Place`] instead of [`Error::Line`].
pub fn read_cells(name: &str, cells: &Cells, reading: &Reading) -> Result<Sheet, Error> {
    // The rows are numbered from 2 on, as if below a heading, and the numbers turned into places.
    let read = || {
        let rows = Rows::of_cells(name, cells, reading)?;
        let mut sheet = slices::build(name, &rows, reading)?;
        sheet.warnings.extend(cells.notes.iter().cloned());
        Ok(sheet)
    };
    read().map_err(|error| match error {
        Error::Line { file, line, reason } => {
            let place = (line as usize).checked_sub(2);
            let place = place.and_then(|row| cells.rows.get(row));
            Error::Place {
                file,
                place: place.map_or_else(|| "headings".to_owned(), |(place, _)| place.clone()),
                reason,
            }
        }
        other => other,
    })
}
