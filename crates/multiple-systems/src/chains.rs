//! Summaries and diagnostics of Markov chains.
//!
//! Split R̂ and the effective sample size as in Vehtari, Gelman, Simpson, Carpenter & Bürkner
//! (2021), on ranks so that heavy tails do not hide. A summary must never leave without them.

use crate::bootstrap::quantile;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

/// R̂ above which chains are said to disagree.
const LARGEST_DISAGREEMENT: f64 = 1.05;

/// Effective draws below which tails are too uncertain.
const FEWEST_EFFECTIVE: f64 = 200.0;

/// What chains say about one number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Mean of the draws.
    pub mean: f64,
    /// Median of the draws.
    pub median: f64,
    /// Central 80 %.
    pub interval80: (f64, f64),
    /// Central 95 %.
    pub interval95: (f64, f64),
    /// Rank-normalised split R̂; 1 when the chains agree.
    pub r_hat: f64,
    /// Number of independent draws worth the same.
    pub effective_draws: f64,
}

impl Summary {
    /// Summarises chains of equal length, at least four draws each.
    #[must_use]
    pub fn of(chains: &[Vec<f64>]) -> Self {
        let mut sorted: Vec<f64> = chains.concat();
        sorted.sort_by(f64::total_cmp);
        let at = |probability| quantile(&sorted, probability);
        let halves: Vec<Vec<f64>> = normal_scores(chains)
            .iter()
            .flat_map(|chain| {
                let half = chain.len() / 2;
                [chain[..half].to_vec(), chain[chain.len() - half..].to_vec()]
            })
            .collect();
        Self {
            mean: sorted.iter().sum::<f64>() / sorted.len() as f64,
            median: at(0.5),
            interval80: (at(0.1), at(0.9)),
            interval95: (at(0.025), at(0.975)),
            r_hat: r_hat(&halves),
            effective_draws: effective_draws(&halves),
        }
    }

    /// Whether the chains agree and are long enough.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.r_hat < LARGEST_DISAGREEMENT && self.effective_draws >= FEWEST_EFFECTIVE
    }
}

/// Every draw replaced by the normal quantile of its rank among all draws; ties share a rank.
fn normal_scores(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut sorted: Vec<f64> = chains.concat();
    sorted.sort_by(f64::total_cmp);
    let size = sorted.len() as f64;
    let normal = Normal::standard();
    let score = |value: &f64| {
        let below = sorted.partition_point(|other| other < value);
        let upto = sorted.partition_point(|other| other <= value);
        let rank = (below + upto + 1) as f64 / 2.0;
        normal.inverse_cdf((rank - 0.375) / (size + 0.25))
    };
    chains
        .iter()
        .map(|chain| chain.iter().map(score).collect())
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    let centre = mean(values);
    values
        .iter()
        .map(|value| (value - centre).powi(2))
        .sum::<f64>()
        / (values.len() - 1) as f64
}

/// Variance within chains and of the pooled estimate.
fn variances(chains: &[Vec<f64>]) -> (f64, f64) {
    let length = chains[0].len() as f64;
    let within = mean(
        &chains
            .iter()
            .map(|chain| variance(chain))
            .collect::<Vec<_>>(),
    );
    let between = variance(&chains.iter().map(|chain| mean(chain)).collect::<Vec<_>>());
    (within, within * (length - 1.0) / length + between)
}

fn r_hat(chains: &[Vec<f64>]) -> f64 {
    let (within, pooled) = variances(chains);
    // Chains that never move say the same thing all the time.
    if within > 0.0 {
        (pooled / within).sqrt()
    } else {
        1.0
    }
}

fn effective_draws(chains: &[Vec<f64>]) -> f64 {
    let (within, pooled) = variances(chains);
    let (number, length) = (chains.len(), chains[0].len());
    let total = (number * length) as f64;
    if within <= 0.0 {
        return total;
    }
    let centres: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let correlation = |lag: usize| {
        let covariances = chains.iter().zip(&centres).map(|(chain, centre)| {
            let pairs = chain.iter().zip(&chain[lag..]);
            pairs.map(|(a, b)| (a - centre) * (b - centre)).sum::<f64>() / length as f64
        });
        let covariance = covariances.sum::<f64>() / number as f64;
        1.0 - (within - covariance) / pooled
    };
    // Geyer's initial monotone sequence over sums of neighbouring lags.
    let (mut time, mut last) = (-1.0, f64::INFINITY);
    let mut lag = 0;
    while lag + 1 < length {
        let sum = (correlation(lag) + correlation(lag + 1)).min(last);
        if sum <= 0.0 {
            break;
        }
        time += 2.0 * sum;
        last = sum;
        lag += 2;
    }
    total / time.max(1.0 / total.log10())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};
    use rand_distr::{Distribution, StandardNormal};

    fn chains(persistence: f64, shift: f64) -> Vec<Vec<f64>> {
        let chain = |index: u64| {
            let mut generator = stream(3, Purpose::Bootstrap, index);
            let mut value = 0.0;
            let mut step = move || {
                let noise: f64 = StandardNormal.sample(&mut generator);
                value = persistence * value + (1.0 - persistence * persistence).sqrt() * noise;
                value + shift * index as f64
            };
            (0..2_000).map(|_| step()).collect()
        };
        (0..4).map(chain).collect()
    }

    #[test]
    fn independent_draws_count_in_full_and_persistent_ones_do_not() {
        let independent = Summary::of(&chains(0.0, 0.0));
        assert!((independent.effective_draws / 8_000.0 - 1.0).abs() < 0.15);
        assert!(independent.settled());
        // An autoregression with coefficient 0.9 is worth (1−0.9)/(1+0.9) of its draws.
        let persistent = Summary::of(&chains(0.9, 0.0));
        assert!((persistent.effective_draws / 421.0 - 1.0).abs() < 0.35);
    }

    #[test]
    fn chains_in_different_places_are_found_out() {
        let apart = Summary::of(&chains(0.0, 1.0));
        assert!(apart.r_hat > 1.2);
        assert!(!apart.settled());
    }
}
