//! The shape of the answer, as JSON.
//!
//! Every number that is there is finite; what does not exist is `null` and its reason stands
//! beside it.

use super::Method;
use crate::CaptureTable;
use crate::bootstrap::Degeneracy;
use crate::bounds::Bounds;
use crate::existence::Existence;
use crate::gate::Gate;
use crate::information::SearchMode;
use crate::sensitivity::{Consistency, LeftOut, LinkageDraws, Merged, MissedLinks};
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EstimateReport {
    /// Different people on the lists.
    pub observed: u64,
    /// The lists and how many people are on each.
    pub lists: Vec<ListSize>,
    /// All methods, those asked for first.
    pub methods: Vec<MethodResult>,
    /// Lowest and highest estimate of the methods that can be relied on.
    pub range: Option<(f64, f64)>,
    /// Chao's and related bounds; no estimates.
    pub bounds: Bounds,
    /// Whether an answer may be given.
    pub gate: Gate,
    /// What other choices would have given.
    pub sensitivity: Sensitivity,
    /// Threshold of the stepwise method.
    pub threshold: f64,
    /// Bootstrap replicates asked for.
    pub replicates: usize,
    /// Seed of all random numbers.
    pub seed: u64,
}

/// A list and its size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListSize {
    /// The name.
    pub name: String,
    /// People on it.
    pub people: u64,
}

pub(super) fn sizes(table: &CaptureTable) -> Vec<ListSize> {
    let size = |(list, name): (usize, &crate::ListName)| ListSize {
        name: name.to_string(),
        people: table.people_on(1 << list),
    };
    table.names().iter().enumerate().map(size).collect()
}

/// What one method says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodResult {
    /// The method.
    pub name: Method,
    /// People in all, seen or not.
    pub estimate: Option<f64>,
    /// Interval at 80 %.
    pub interval80: Option<(f64, f64)>,
    /// Interval at 95 %.
    pub interval95: Option<(f64, f64)>,
    /// Wald interval at 95 %, which ignores that the model was chosen.
    pub wald95: Option<(f64, f64)>,
    /// Acceleration of the bootstrap.
    pub acceleration: Option<f64>,
    /// Interactions of the model, in order of entry where there is one.
    pub model: Vec<String>,
    /// Existence code 0 to 3 of the model on the data, where the method fits one.
    pub existence: Option<Existence>,
    /// How the numbers came about.
    pub diagnostics: Diagnostics,
}

impl MethodResult {
    /// The estimate, unless the method itself says that it cannot be relied on.
    pub(super) fn reliable(&self) -> Option<f64> {
        self.estimate
            .filter(|_| self.diagnostics.settled != Some(false))
    }

    /// No numbers yet, or none at all because of what `note` says.
    pub(super) fn nothing(name: Method, note: Option<&'static str>) -> Self {
        Self {
            name,
            estimate: None,
            interval80: None,
            interval95: None,
            wald95: None,
            acceleration: None,
            model: Vec::new(),
            existence: None,
            diagnostics: Diagnostics {
                notes: note.into_iter().collect(),
                ..Diagnostics::default()
            },
        }
    }
}

/// How the numbers of a method came about; each method fills what it has.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Diagnostics {
    /// Interactions at −∞: nobody is in the overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty_overlaps: Option<Vec<String>>,
    /// Natural logarithm of the probability at which each interaction entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ln_entry_probabilities: Option<Vec<f64>>,
    /// Deviance of the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviance: Option<f64>,
    /// Akaike's criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aic: Option<f64>,
    /// Schwarz's criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bic: Option<f64>,
    /// How models were searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<SearchMode>,
    /// Models fitted, or graphs averaged over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub models: Option<usize>,
    /// Posterior probability of the model shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_probability: Option<f64>,
    /// Posterior share beyond the reach of the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_beyond_reach: Option<f64>,
    /// Posterior median, where the estimate is the mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
    /// Bootstrap replicates behind the intervals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicates: Option<usize>,
    /// Replicates whose estimate ran away to infinity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runaway_replicates: Option<usize>,
    /// Bias correction z₀.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bias_correction: Option<f64>,
    /// Corrected quantiles as they are, degenerate or not, by probability. No intervals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bca_quantiles: Option<BTreeMap<&'static str, Option<f64>>>,
    /// Why there is no interval at 80 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degenerate80: Option<Degeneracy>,
    /// Why there is no interval at 95 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degenerate95: Option<Degeneracy>,
    /// Agreement of the chains; 1 is full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r_hat: Option<f64>,
    /// Whether the chains agree and are long enough; if not, the estimate stays out of the range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<bool>,
    /// Independent draws worth the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_draws: Option<f64>,
    /// What the reader must know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<&'static str>,
}

/// What other choices would have given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Without each list.
    pub leave_out: Vec<LeftOut>,
    /// With each two lists as one.
    pub merged: Vec<Merged>,
    /// Had more links been missed.
    pub missed_links: Vec<MissedLinks>,
    /// Each list as if it were the population.
    pub consistency: Vec<Consistency>,
    /// Over the draws of the linkage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkage_draws: Option<LinkageDraws>,
}
