//! The engine's report as it is read back, for pages and paper.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Two ends of an interval.
pub type Interval = (f64, f64);

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Report {
    /// Different people on the lists.
    pub observed: u64,
    /// The lists and how many people are on each.
    pub lists: Vec<ListSize>,
    /// All methods.
    pub methods: Vec<MethodReport>,
    /// Lowest and highest estimate of the methods that can be relied on.
    pub range: Option<Interval>,
    /// Chao's and related bounds.
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ListSize {
    /// The name.
    pub name: String,
    /// People on it.
    pub people: u64,
}

/// What one method says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MethodReport {
    /// The method's name.
    pub name: String,
    /// People in all, seen or not.
    pub estimate: Option<f64>,
    /// Interval at 80 %.
    pub interval80: Option<Interval>,
    /// Interval at 95 %.
    pub interval95: Option<Interval>,
    /// Wald interval at 95 %.
    pub wald95: Option<Interval>,
    /// Acceleration of the bootstrap.
    pub acceleration: Option<f64>,
    /// Interactions of the model.
    pub model: Vec<String>,
    /// Existence code 0 to 3.
    pub existence: Option<u8>,
    /// How the numbers came about.
    pub diagnostics: Diagnostics,
}

/// How the numbers of a method came about.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Diagnostics {
    /// Interactions at −∞.
    pub empty_overlaps: Vec<String>,
    /// Deviance of the model.
    pub deviance: Option<f64>,
    /// Akaike's criterion.
    pub aic: Option<f64>,
    /// Schwarz's criterion.
    pub bic: Option<f64>,
    /// Models fitted, or graphs averaged over.
    pub models: Option<u64>,
    /// Posterior probability of the model shown.
    pub model_probability: Option<f64>,
    /// Posterior share beyond the reach of the sum.
    pub share_beyond_reach: Option<f64>,
    /// Bootstrap replicates behind the intervals.
    pub replicates: Option<u64>,
    /// Replicates whose estimate ran away to infinity.
    pub runaway_replicates: Option<u64>,
    /// Bias correction z₀.
    pub bias_correction: Option<f64>,
    /// Corrected quantiles by probability.
    pub bca_quantiles: Option<BTreeMap<String, Option<f64>>>,
    /// Why there is no interval at 80 %: a stable code.
    pub degenerate80: Option<String>,
    /// Why there is no interval at 95 %: a stable code.
    pub degenerate95: Option<String>,
    /// Agreement of the chains; 1 is full.
    pub r_hat: Option<f64>,
    /// Whether the chains agree and are long enough.
    pub settled: Option<bool>,
    /// Independent draws worth the same.
    pub effective_draws: Option<f64>,
}

impl MethodReport {
    /// Whether the estimate counts towards the range.
    #[must_use]
    pub fn is_reliable(&self) -> bool {
        self.estimate.is_some() && self.diagnostics.settled != Some(false)
    }
}

/// Bounds; no estimates.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Bounds {
    /// Chao (1987).
    pub chao: Option<f64>,
    /// Chao (1989), corrected for bias.
    pub chao_corrected: Option<f64>,
    /// People differ, lists are equal.
    pub people_differ: Option<f64>,
    /// People and lists differ.
    pub people_and_lists_differ: Option<f64>,
    /// Lists differ, people do not.
    pub lists_differ: Option<f64>,
}

/// The verdict; its reasons are kept beside the report, with codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Gate {
    /// Whether an answer may be given.
    pub estimable: bool,
}

/// What other choices would have given.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sensitivity {
    /// Without each list.
    pub leave_out: Vec<Changed>,
    /// With each two lists as one.
    pub merged: Vec<Changed>,
    /// Had more links been missed.
    pub missed_links: Vec<MissedLinks>,
    /// Each list as if it were the population.
    pub consistency: Vec<Consistency>,
    /// Over the draws of the linkage.
    #[serde(default)]
    pub linkage_draws: Option<Draws>,
}

/// The quick estimates of the methods that have them.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct QuickEstimates {
    /// Stepwise selection.
    pub stepwise: Option<f64>,
    /// The best hierarchical model by BIC.
    pub bic: Option<f64>,
}

/// Estimates with one list left out (`list`), or two taken as one (`lists`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Changed {
    /// The list left out.
    #[serde(default)]
    pub list: Option<String>,
    /// The lists taken as one.
    #[serde(default)]
    pub lists: Vec<String>,
    /// What comes out.
    pub estimates: QuickEstimates,
}

/// Estimates had a share of links been missed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct MissedLinks {
    /// The share, 0 to 1.
    pub share: f64,
    /// Mean estimate.
    pub mean: Option<f64>,
    /// Quantiles .1 and .9.
    pub interval80: Option<Interval>,
}

/// A list as if it were the population.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Consistency {
    /// The list.
    pub list: String,
    /// People on it.
    pub known: u64,
    /// People on it that other lists see.
    pub seen: u64,
    /// Its size as estimated from the others.
    pub estimate: Option<f64>,
    /// Wald interval at 95 %.
    pub wald95: Option<Interval>,
    /// Whether the interval holds the known size.
    pub covered: Option<bool>,
}

/// Over the draws of a linkage.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Draws {
    /// Number of draws.
    pub draws: u64,
    /// Fewest and most different people.
    pub observed: (u64, u64),
    /// Lowest and highest stepwise estimate.
    pub stepwise: Option<Interval>,
    /// Lowest and highest estimate by BIC.
    pub bic: Option<Interval>,
}
