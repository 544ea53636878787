//! The proof that a publication is safe: for every hidden cell two complete tables of whole numbers,
//! both in agreement with all that was published, that differ in that cell by at least the width.
//!
//! Anyone can check it with additions; [`check`] does so without the audit's code. A certificate must
//! never be given to the public: its first table may be the true one.

mod check;

pub use check::check;

use crate::{Attacker, Error, System, audit::Audit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name that every certificate carries.
pub const FORMAT: &str = "besa disclosure certificate";

/// The version of the form of certificates.
pub const VERSION: u32 = 1;

/// Two complete tables for every hidden cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The version of the engine that wrote it; for the record alone.
    pub engine: String,
    /// How far apart the counts of every hidden cell are, at least.
    pub width: i64,
    /// Whom the tables were made against.
    pub attacker: Attacker,
    /// The cells that are not printed, by their number in the system.
    pub cells: Vec<HiddenCell>,
    /// The first complete table: one count for each of [`Self::cells`].
    pub first: Vec<i64>,
    /// Further complete tables, numbered from 1: the places in [`Self::cells`] at which they differ
    /// from the first, with the counts there.
    pub others: Vec<Vec<(u32, i64)>>,
    /// For every cell that must be protected, the two tables.
    pub pairs: Vec<Pair>,
}

/// A cell that is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenCell {
    /// Its number in the system.
    pub number: usize,
    /// Its dimensions and codes, totals left out.
    pub codes: BTreeMap<String, String>,
}

/// Two tables for one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The place in [`Certificate::cells`].
    pub cell: u32,
    /// Number of the table in which its count is small; 0 is the first.
    pub small: u32,
    /// Number of the table in which its count is large.
    pub large: u32,
}

impl Certificate {
    /// The certificate of an audit of this system.
    ///
    /// # Errors
    /// [`Error::Certificate`] when a cell is narrower than the width: there is nothing to prove.
    pub fn of(system: &System, audit: &Audit) -> Result<Self, Error> {
        let narrow = audit.cells.iter().filter(|cell| cell.narrow).count();
        if narrow > 0 {
            return Err(Error::Certificate {
                reason: format!(
                    "{narrow} hidden cells are narrower than {}; protect the table first",
                    audit.width
                ),
            });
        }
        let base = audit.base_table(system.cells().len());
        let mut places = vec![None; system.cells().len()];
        let mut cells = Vec::new();
        for (number, cell) in system.cells().iter().enumerate() {
            if !cell.published.is_exact() {
                places[number] = Some(cells.len() as u32);
                cells.push(HiddenCell {
                    number,
                    codes: system.codes(number),
                });
            }
        }
        let mut certificate = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            width: audit.width,
            attacker: audit.attacker.clone(),
            first: cells.iter().map(|cell| base[cell.number]).collect(),
            cells,
            others: Vec::new(),
            pairs: Vec::new(),
        };
        let reported: rustc_hash::FxHashSet<usize> =
            audit.cells.iter().map(|cell| cell.cell).collect();
        for solved in audit.solutions() {
            certificate.add(&solved, &places, &reported);
        }
        Ok(certificate)
    }

    /// Adds the tables of one component that some pair needs.
    fn add(
        &mut self,
        solved: &crate::audit::Solutions<'_>,
        places: &[Option<u32>],
        reported: &rustc_hash::FxHashSet<usize>,
    ) {
        let mut numbers = rustc_hash::FxHashMap::<u32, u32>::default();
        numbers.insert(0, 0);
        for (local, &cell) in solved.cells.iter().enumerate() {
            let Some(place) = places[cell as usize].filter(|_| reported.contains(&(cell as usize)))
            else {
                continue;
            };
            let (small, large) = solved.extremes(local);
            let mut number = |table: u32| {
                *numbers.entry(table).or_insert_with(|| {
                    let changes = solved.changes(table);
                    self.others.push(
                        changes
                            .iter()
                            .filter_map(|&(local, value)| {
                                let cell = solved.cells[local as usize] as usize;
                                Some((places[cell]?, value))
                            })
                            .collect(),
                    );
                    self.others.len() as u32
                })
            };
            let (small, large) = (number(small), number(large));
            self.pairs.push(Pair {
                cell: place,
                small,
                large,
            });
        }
    }
}
