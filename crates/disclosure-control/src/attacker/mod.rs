//! Who tries to find a hidden count, and what that person knows. Explicit, and stored with every
//! result: a table is safe against somebody, never safe as such.

mod bounds;
mod contribution;

pub(crate) use bounds::Bounds;
pub use contribution::{Contribution, Prior};

use serde::{Deserialize, Serialize};

/// Whether a reader may conclude that a hidden cell is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zeros {
    /// Yes, wherever a table prints zeros and none of its hidden cells is known to be zero.
    #[default]
    AsPrinted,
    /// Yes, for every hidden cell.
    AlwaysPrinted,
    /// No: zeros may be among the hidden cells.
    MayBeHidden,
}

/// The assumptions about the reader. Sums, and everything ever released, are known to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attacker {
    /// Knows that counts are not negative.
    pub non_negative: bool,
    /// Knows that counts are whole numbers.
    pub whole_numbers: bool,
    /// What follows from printed zeros.
    pub zeros: Zeros,
    /// Knows that no hidden count is above this, because nothing else is ever hidden.
    pub threshold: Option<i64>,
    /// What is known of single cells from elsewhere.
    pub priors: Vec<Prior>,
    /// What a contributor, or several together, know of their own share in single cells.
    pub contributions: Vec<Contribution>,
}

impl Default for Attacker {
    /// The strong one: whole numbers from 0 on, and from 1 on where zeros are printed.
    fn default() -> Self {
        Self {
            non_negative: true,
            whole_numbers: true,
            zeros: Zeros::AsPrinted,
            threshold: None,
            priors: Vec::new(),
            contributions: Vec::new(),
        }
    }
}

impl Attacker {
    /// The one that other programs assume: counts are not negative, and nothing more.
    #[must_use]
    pub fn weak() -> Self {
        Self {
            zeros: Zeros::MayBeHidden,
            ..Self::default()
        }
    }
}
