//! The estimate without each list, and with each two lists as one.
//!
//! A list that cannot be left out must still be reported, without an estimate.

use super::QuickEstimates;
use crate::CaptureTable;
use crate::stepwise::{Threshold, pairs};
use rayon::prelude::*;
use serde::Serialize;

/// What is left without one list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The list left out.
    pub list: String,
    /// Different people on the other lists.
    pub observed: u64,
    /// Their estimates.
    pub estimates: QuickEstimates,
}

/// Two lists taken as one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Merged {
    /// The two lists.
    pub lists: [String; 2],
    /// The estimates with them as one.
    pub estimates: QuickEstimates,
}

/// Leaves out each list in turn; nothing for two lists, of which none can be spared.
#[must_use]
pub fn leave_out(table: &CaptureTable, threshold: Threshold) -> Vec<LeftOut> {
    let without = |list: usize| {
        let others: Vec<usize> = (0..table.lists()).filter(|&other| other != list).collect();
        let rest = table.only(&others).ok()?;
        Some(LeftOut {
            list: table.names()[list].to_string(),
            observed: rest.observed(),
            estimates: QuickEstimates::of(&rest, threshold),
        })
    };
    (0..table.lists())
        .into_par_iter()
        .filter_map(without)
        .collect()
}

/// Merges each two lists in turn; nothing for two lists.
#[must_use]
pub fn merge(table: &CaptureTable, threshold: Threshold) -> Vec<Merged> {
    let merged = |pair: u16| {
        let first = pair.trailing_zeros() as usize;
        let second = 15 - pair.leading_zeros() as usize;
        let joined = table.merged(first, second).ok()?;
        Some(Merged {
            lists: [
                table.names()[first].to_string(),
                table.names()[second].to_string(),
            ],
            estimates: QuickEstimates::of(&joined, threshold),
        })
    };
    pairs(table.lists())
        .into_par_iter()
        .filter_map(merged)
        .collect()
}
