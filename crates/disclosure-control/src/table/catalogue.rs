//! A catalogue: all tables that one reader can put side by side, those published earlier included,
//! and how their periods and revisions hang together.
//!
//! It must never forget a table: an attacker does not.

use super::Table;
use crate::{Error, System};

/// A sum over a context: the half-year is its two quarters, cell by cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Name of the context dimension, such as `period`.
    pub dimension: String,
    /// The code of the whole.
    pub whole: String,
    /// The codes of its parts, which do not overlap and leave nothing out.
    pub parts: Vec<String>,
}

/// A later figure for the same cells: later = earlier + a change within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Name of the context dimension that tells the releases apart, such as `release`.
    pub dimension: String,
    /// The code of the earlier release.
    pub earlier: String,
    /// The code of the later release.
    pub later: String,
    /// The smallest change of a cell that the reader thinks possible; 0 where only late reports are
    /// added.
    pub least: i64,
    /// The largest change of a cell that the reader thinks possible.
    pub most: Option<i64>,
}

/// Tables, and what connects them.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    tables: Vec<Table>,
    relations: Vec<Relation>,
    revisions: Vec<Revision>,
}

impl Catalogue {
    /// Nothing published yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table, new or released before.
    ///
    /// # Errors
    /// [`Error::Table`] when it lists no cell.
    pub fn publish(&mut self, table: Table) -> Result<(), Error> {
        if table.positions().is_empty() {
            return Err(Error::Table {
                table: table.name().to_owned(),
                reason: "it lists no cell".to_owned(),
            });
        }
        self.tables.push(table);
        Ok(())
    }

    /// Says that one period (or other context) is the sum of others.
    ///
    /// # Errors
    /// [`Error::Cycle`] when the whole is one of its parts.
    pub fn relate(&mut self, relation: Relation) -> Result<(), Error> {
        if relation.parts.contains(&relation.whole) {
            return Err(Error::Cycle {
                dimension: relation.dimension,
                code: relation.whole,
            });
        }
        self.relations.push(relation);
        Ok(())
    }

    /// Says that one release revises another.
    ///
    /// # Errors
    /// [`Error::Option`] when the smallest change is above the largest.
    pub fn revise(&mut self, revision: Revision) -> Result<(), Error> {
        if revision.most.is_some_and(|most| most < revision.least) {
            return Err(Error::Option {
                option: "revision".to_owned(),
                reason: "the smallest change is above the largest".to_owned(),
            });
        }
        self.revisions.push(revision);
        Ok(())
    }

    /// The tables, in the order of their addition.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The sums over contexts.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The revisions.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// One system of cells and equations over everything in the catalogue.
    ///
    /// # Errors
    /// [`Error::Inadditive`], [`Error::ContradictoryReleases`], and [`Error::Table`] for a table of
    /// more than [`crate::constraints::LARGEST`] cells.
    pub fn system(&self) -> Result<System, Error> {
        System::build(self)
    }
}
