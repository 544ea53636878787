//! One system of equations over the cells of a whole catalogue: every equation says that a whole is
//! the sum of its parts.
//!
//! It holds what was published, and the truth where the owner gave it, side by side; what reads the
//! published side must never look at the true one to narrow an interval.

mod build;
mod cell;
mod equations;
mod gather;
mod label;
mod relate;

pub use cell::{Cell, Equation, Kind, Origin};
pub use label::Label;

use crate::{Error, table::Published};
use cell::Source;
use label::Names;

/// The largest number of cells of one system, listed or not.
pub const LARGEST: usize = 4_000_000;

/// Cells and equations of a catalogue. Cells and equations are addressed by their number.
#[derive(Debug, Clone)]
pub struct System {
    cells: Vec<Cell>,
    wholes: Vec<u32>,
    starts: Vec<u32>,
    parts: Vec<u32>,
    origins: Vec<Origin>,
    names: Names,
}

impl System {
    /// All cells.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The number of equations.
    #[must_use]
    pub fn equation_count(&self) -> usize {
        self.wholes.len()
    }

    /// One equation.
    #[must_use]
    pub fn equation(&self, number: usize) -> Equation<'_> {
        let parts = self.starts[number] as usize..self.starts[number + 1] as usize;
        Equation {
            whole: self.wholes[number],
            parts: &self.parts[parts],
            origin: self.origins[number],
        }
    }

    /// All equations in the order of their numbers.
    pub fn equations(&self) -> impl Iterator<Item = Equation<'_>> {
        (0..self.equation_count()).map(|number| self.equation(number))
    }

    /// What a cell is about, in the words of the table that showed it first.
    #[must_use]
    pub fn label(&self, cell: usize) -> Label {
        self.names.label(&self.cells[cell].source)
    }

    /// A cell's dimensions and codes, the context included and totals left out.
    #[must_use]
    pub fn codes(&self, cell: usize) -> std::collections::BTreeMap<String, String> {
        self.names.codes(&self.cells[cell].source)
    }

    /// For each table, whether cells that it does not list are published zeros.
    pub fn sparse_tables(&self) -> impl Iterator<Item = bool> + '_ {
        self.names
            .tables
            .iter()
            .map(|table| table.missing() == crate::table::Missing::Zero)
    }

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> &[crate::Table] {
        &self.names.tables
    }

    /// Where a cell stands: the number of the table in the catalogue and its position there; `None`
    /// for cells that no table shows.
    #[must_use]
    pub fn place(&self, cell: usize) -> Option<(usize, u64)> {
        match self.cells[cell].source {
            Source::Table { table, position } => Some((table as usize, position)),
            Source::Key(_) => None,
        }
    }

    /// Changes what is published about a cell, wherever it is shown: how a pattern of protection is
    /// tried.
    ///
    /// # Errors
    /// [`Error::Cell`] when the true count is known and not admitted.
    pub fn publish(&mut self, cell: usize, published: Published) -> Result<(), Error> {
        let entry = &mut self.cells[cell];
        if entry.truth.is_some_and(|truth| !published.admits(truth)) {
            let label = self.label(cell);
            return Err(Error::Cell {
                table: label.table.unwrap_or_default(),
                cell: label.words,
                reason: "what is published about it does not admit its true count".to_owned(),
            });
        }
        entry.published = published;
        Ok(())
    }
}
