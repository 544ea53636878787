//! The table of perturbation probabilities as it is published and used: for each count what may come
//! out and how often, in whole units, so that nothing depends on how a machine rounds.

use super::{KeySpace, RecordKey};
use crate::Error;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A probability of 1. Published tables have eight decimals.
pub const UNITS: u64 = 100_000_000;

/// What may come out for a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The published count.
    pub published: i64,
    /// Keys up to and including this share of the key space give it, unless an outcome before does;
    /// in [`UNITS`].
    pub upper: u64,
}

/// For each count from 0 on its outcomes; the last row holds for every larger count as well, by its
/// changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerturbationTable {
    rows: Vec<Vec<Outcome>>,
}

impl PerturbationTable {
    /// A table from its rows.
    ///
    /// # Errors
    /// [`Error::Table`] when zero does not stay zero, outcomes are not ascending and not negative,
    /// bounds do not rise to 1, the last row could give a negative count or one that stands for a
    /// blocked one, or there is no count but zero.
    pub fn new(rows: Vec<Vec<Outcome>>) -> Result<Self, Error> {
        let fault = |reason: String| Error::Table {
            table: "perturbation probabilities".to_owned(),
            reason,
        };
        if rows.len() < 2 {
            return Err(fault("it needs rows for 0 and for 1 at least".to_owned()));
        }
        for (count, row) in rows.iter().enumerate() {
            let rising = row
                .windows(2)
                .all(|two| two[0].published < two[1].published && two[0].upper <= two[1].upper);
            if row.is_empty() || !rising || row.iter().any(|one| one.published < 0) {
                return Err(fault(format!(
                    "row {count}: published counts must rise from 0 on, and their bounds with them"
                )));
            }
            if row.last().is_none_or(|last| last.upper != UNITS) {
                return Err(fault(format!(
                    "row {count}: the last upper bound must be 1"
                )));
            }
        }
        if rows[0].iter().any(|one| one.published != 0) {
            return Err(fault("row 0: zero must stay zero".to_owned()));
        }
        Ok(Self { rows })
    }

    /// The rows, from count 0 on.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Outcome>] {
        &self.rows
    }

    /// The published count for a count and its cell's key.
    #[must_use]
    pub fn look_up(&self, count: i64, key: RecordKey, space: KeySpace) -> i64 {
        let own = self.own_row(count);
        // key / modulus ≤ upper / UNITS, without a division.
        let scaled = u128::from(key) * u128::from(UNITS);
        let row = &self.rows[own as usize];
        let found = row
            .iter()
            .find(|one| scaled <= u128::from(one.upper) * space.modulus())
            .or(row.last());
        found.map_or(count, |one| count + one.published - own)
    }

    /// The largest change of any count.
    #[must_use]
    pub fn largest_change(&self) -> i64 {
        let changes = self.rows.iter().enumerate().flat_map(|(count, row)| {
            let count = count as i64;
            row.iter().map(move |one| (one.published - count).abs())
        });
        changes.max().unwrap_or(0)
    }

    /// Every count that may stand behind a published one, ascending: what a reader of the table knows.
    #[must_use]
    pub fn behind(&self, published: i64) -> Vec<i64> {
        let reach = self.largest_change();
        (published.saturating_sub(reach).max(0)..=published.saturating_add(reach))
            .filter(|&count| self.chance(count, published) > 0)
            .collect()
    }

    /// How likely a count is published as another, in [`UNITS`].
    #[must_use]
    pub fn chance(&self, count: i64, published: i64) -> u64 {
        let own = self.own_row(count);
        let row = &self.rows[own as usize];
        let wanted = published - count + own;
        row.iter()
            .position(|one| one.published == wanted)
            .map_or(0, |place| {
                let lower = place.checked_sub(1).map_or(0, |before| row[before].upper);
                row[place].upper - lower
            })
    }

    /// SHA-256 of the table as [`Self::text`] writes it: to be recorded with every release, and to be
    /// checked by anybody.
    #[must_use]
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.text().as_bytes());
        digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn own_row(&self, count: i64) -> i64 {
        count.clamp(0, self.rows.len() as i64 - 1)
    }
}
