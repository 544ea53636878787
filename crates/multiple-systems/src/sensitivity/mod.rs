//! How much the answer depends on choices nobody can check.
//!
//! Leaving out each list and merging each two (Sharifi Far, King, Bird, Overstall, Worthington &
//! Jewell 2021), links that were missed, draws of a linkage, and each list as if it were the
//! population (Binette & Steorts 2022). The quick deterministic methods stand in for all; nothing
//! here may be shown as an estimate of its own.

mod consistency;
mod lists;
mod missed;

pub use consistency::{Consistency, consistency};
pub use lists::{LeftOut, Merged, leave_out, merge};
pub use missed::{MissedLinks, missed_links};

use crate::CaptureTable;
use crate::information::{self, Scope};
use crate::stepwise::{self, Threshold};
use serde::Serialize;

/// Point estimates of the quick methods; `None` where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct QuickEstimates {
    /// Stepwise selection.
    pub stepwise: Option<f64>,
    /// The best hierarchical model by BIC.
    pub bic: Option<f64>,
}

impl QuickEstimates {
    /// The quick estimates of `table`.
    #[must_use]
    pub fn of(table: &CaptureTable, threshold: Threshold) -> Self {
        let selection = information::select(table, Scope::best_alone(table.lists()));
        Self {
            stepwise: finite(stepwise::select(table, threshold).population),
            bic: selection.top.first().and_then(|fit| finite(fit.population)),
        }
    }
}

/// More people than are alive: an estimate beyond has run away.
pub(crate) const MOST_ALIVE: f64 = 1e10;

/// The value if it is a number that can be shown.
pub(crate) fn finite(value: f64) -> Option<f64> {
    (value.abs() <= MOST_ALIVE).then_some(value)
}

/// The interval if both ends can be shown.
pub(crate) fn bounded((low, high): (f64, f64)) -> Option<(f64, f64)> {
    finite(low).zip(finite(high))
}

/// The estimates of several linkages of the same lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkageDraws {
    /// Number of draws.
    pub draws: usize,
    /// Fewest and most different people over the draws.
    pub observed: (u64, u64),
    /// Lowest and highest stepwise estimate.
    pub stepwise: Option<(f64, f64)>,
    /// Lowest and highest estimate by BIC.
    pub bic: Option<(f64, f64)>,
}

impl LinkageDraws {
    /// Estimates from each draw; `None` for a single one.
    #[must_use]
    pub fn of(tables: &[CaptureTable], threshold: Threshold) -> Option<Self> {
        if tables.len() < 2 {
            return None;
        }
        let quick: Vec<QuickEstimates> = tables
            .iter()
            .map(|table| QuickEstimates::of(table, threshold))
            .collect();
        let observed = tables.iter().map(CaptureTable::observed);
        Some(Self {
            draws: tables.len(),
            observed: (observed.clone().min()?, observed.max()?),
            stepwise: range(quick.iter().map(|estimates| estimates.stepwise)),
            bic: range(quick.iter().map(|estimates| estimates.bic)),
        })
    }
}

/// Lowest and highest of the values that there are.
pub(crate) fn range(values: impl Iterator<Item = Option<f64>>) -> Option<(f64, f64)> {
    values.flatten().fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}
