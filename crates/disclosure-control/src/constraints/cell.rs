//! Cells and equations as the engines see them. Plain data; nothing is decided here.

use crate::table::{CellKey, Published};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A count of a table: never negative.
    Count,
    /// What a revision added to a count, or a part that nobody recorded; its own bounds say whether
    /// it may be negative.
    Change,
}

/// One cell, shown once or by several tables.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What is published about it, all tables taken together.
    pub published: Published,
    /// The count, where the owner gave it.
    pub truth: Option<i64>,
    /// What it counts.
    pub kind: Kind,
    /// Whether a table lists it. What is not listed is not reported, only reckoned with.
    pub listed: bool,
    pub(super) source: Source,
    pub(super) also_in: Vec<u32>,
}

impl Cell {
    /// The numbers of the tables that show it.
    pub fn tables(&self) -> impl Iterator<Item = usize> + '_ {
        let first = match self.source {
            Source::Table { table, .. } => Some(table),
            Source::Key(_) => None,
        };
        first
            .into_iter()
            .chain(self.also_in.iter().copied())
            .map(|table| table as usize)
    }
}

/// Where a cell comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// Shown by a table of the catalogue.
    Table {
        /// Number of the table.
        table: u32,
        /// Position in the table.
        position: u64,
    },
    /// Needed to connect tables, but shown by none.
    Key(CellKey),
}

/// Why an equation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A sum inside a table.
    Sum {
        /// Number of the table in the catalogue.
        table: u32,
        /// Number of the dimension in the table.
        dimension: u32,
    },
    /// A sum over a context, by its number in the catalogue.
    Relation(u32),
    /// A revision, by its number in the catalogue.
    Revision(u32),
}

/// The whole is the sum of the parts; all are numbers of cells.
#[derive(Debug, Clone, Copy)]
pub struct Equation<'a> {
    /// The sum.
    pub whole: u32,
    /// What is added up.
    pub parts: &'a [u32],
    /// Why it holds.
    pub origin: Origin,
}

impl Equation<'_> {
    /// All cells with their sign: −1 for the whole and 1 for a part, so that they add up to 0.
    pub fn terms(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        std::iter::once((self.whole, -1)).chain(self.parts.iter().map(|&part| (part, 1)))
    }
}
