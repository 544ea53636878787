//! Quantiles of a bias-corrected and accelerated bootstrap.
//!
//! An end of an interval must never be printed when it is infinite, when too few replicates lie
//! beyond it to place it, or when it coincides with the end of a narrower interval.

use super::quantiles::quantile;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

/// Replicates that must lie beyond an end for it to be placed. Our choice: an order statistic with fewer
/// beyond it moves by more than its own distance from the estimate when the seed changes.
const FEWEST_BEYOND: f64 = 5.0;

/// Bias correction beyond which the replicates do not surround the estimate: fewer than one in
/// six lies on one side of it. Our choice; Efron (1987) gives none.
const LARGEST_BIAS: f64 = 1.0;

/// Two estimates closer than this share of themselves are the same estimate computed twice.
const SAME: f64 = 1e-9;

/// Why a bootstrap gives no interval. Texts are for the reader of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Degeneracy {
    /// Nearly all replicates are on one side of the estimate.
    Shifted,
    /// The end lies where almost no replicate is.
    ThinTail,
    /// Ends of the 80 % and the 95 % interval coincide.
    Collapsed,
    /// The end is a replicate that ran away to infinity.
    Runaway,
    /// Leaving out one person makes the estimate run away, so the acceleration is unknown.
    NoAcceleration,
}

/// The result of a bootstrap.
#[derive(Debug, Clone, PartialEq)]
pub struct Bca {
    estimate: f64,
    sorted: Vec<f64>,
    bias: f64,
    acceleration: Option<f64>,
}

impl Bca {
    /// From the estimate, its replicates in any order and the acceleration if known.
    #[must_use]
    pub fn new(estimate: f64, mut replicates: Vec<f64>, acceleration: Option<f64>) -> Self {
        replicates.sort_by(f64::total_cmp);
        let below = replicates.partition_point(|&value| value < estimate * (1.0 - SAME));
        let bias = normal_quantile(below as f64 / replicates.len() as f64);
        Self {
            estimate,
            sorted: replicates,
            bias,
            acceleration,
        }
    }

    /// The estimate from the data themselves.
    #[must_use]
    pub fn estimate(&self) -> f64 {
        self.estimate
    }

    /// The replicates, ascending; those that ran away are infinite.
    #[must_use]
    pub fn replicates(&self) -> &[f64] {
        &self.sorted
    }

    /// How many replicates ran away.
    #[must_use]
    pub fn runaways(&self) -> usize {
        self.sorted
            .iter()
            .filter(|value| value.is_infinite())
            .count()
    }

    /// The bias correction z₀; infinite when all replicates are on one side.
    #[must_use]
    pub fn bias(&self) -> f64 {
        self.bias
    }

    /// The acceleration.
    #[must_use]
    pub fn acceleration(&self) -> Option<f64> {
        self.acceleration
    }

    /// The share of replicates below the corrected `probability`-quantile.
    #[must_use]
    pub fn corrected(&self, probability: f64) -> Option<f64> {
        let shifted = normal_quantile(probability) + self.bias;
        let corrected = self.bias + shifted / (1.0 - self.acceleration? * shifted);
        let share = Normal::standard().cdf(corrected);
        share.is_finite().then_some(share)
    }

    /// The corrected quantile, however degenerate; `None` when it is infinite or unknown. For
    /// diagnosis: intervals come from [`Bca::interval`].
    #[must_use]
    pub fn raw_quantile(&self, probability: f64) -> Option<f64> {
        let value = quantile(&self.sorted, self.corrected(probability)?);
        value.is_finite().then_some(value)
    }

    /// Replicates after which both ends of the 95 % interval would have enough beyond them; `None`
    /// when they have, or when no number of replicates would mend the bootstrap.
    pub(super) fn replicates_needed(&self) -> Option<usize> {
        if self.interval(0.95) != Err(Degeneracy::ThinTail) {
            return None;
        }
        let tail = |probability| {
            self.corrected(probability)
                .map(|share| share.min(1.0 - share))
        };
        let thinnest = tail(0.025)?.min(tail(0.975)?);
        Some((FEWEST_BEYOND / thinnest).ceil() as usize)
    }

    /// The interval at `level` (say 0.95).
    ///
    /// # Errors
    /// The first reason why the replicates give none.
    pub fn interval(&self, level: f64) -> Result<(f64, f64), Degeneracy> {
        if self.acceleration.is_none() {
            return Err(Degeneracy::NoAcceleration);
        }
        if self.bias.abs() > LARGEST_BIAS {
            return Err(Degeneracy::Shifted);
        }
        let ends = [(1.0 - level) / 2.0, (1.0 + level) / 2.0];
        let inner = [0.1, 0.9];
        let outer = [0.025, 0.975];
        let mut interval = [0.0; 2];
        for side in 0..2 {
            let share = self
                .corrected(ends[side])
                .ok_or(Degeneracy::NoAcceleration)?;
            let beyond = share.min(1.0 - share) * self.sorted.len() as f64;
            if beyond < FEWEST_BEYOND {
                return Err(Degeneracy::ThinTail);
            }
            interval[side] = quantile(&self.sorted, share);
            if !interval[side].is_finite() {
                return Err(Degeneracy::Runaway);
            }
            let at = |probability| self.raw_quantile(probability).unwrap_or(f64::INFINITY);
            if (at(inner[side]) - at(outer[side])).abs() <= SAME * self.estimate {
                return Err(Degeneracy::Collapsed);
            }
        }
        Ok((interval[0], interval[1]))
    }
}

/// The standard normal quantile; infinite at 0 and 1.
fn normal_quantile(probability: f64) -> f64 {
    if probability <= 0.0 {
        f64::NEG_INFINITY
    } else if probability >= 1.0 {
        f64::INFINITY
    } else {
        Normal::standard().inverse_cdf(probability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_bias_and_acceleration_it_is_the_percentile_interval() {
        let replicates: Vec<f64> = (0..1_000).map(f64::from).collect();
        let bca = Bca::new(500.0, replicates.clone(), Some(0.0));
        assert_eq!(bca.bias(), 0.0);
        let (low, high) = bca.interval(0.95).expect("a plain interval");
        assert!((low - quantile(&replicates, 0.025)).abs() < 1e-6);
        assert!((high - quantile(&replicates, 0.975)).abs() < 1e-6);
    }

    #[test]
    fn degenerate_bootstraps_give_reasons_not_intervals() {
        let plain: Vec<f64> = (0..1_000).map(f64::from).collect();
        let of = |estimate, replicates: &[f64], acceleration| {
            Bca::new(estimate, replicates.to_vec(), acceleration).interval(0.95)
        };
        assert_eq!(of(900.0, &plain, Some(0.0)), Err(Degeneracy::Shifted));
        assert_eq!(of(-1.0, &plain, Some(0.0)), Err(Degeneracy::Shifted));
        assert_eq!(of(500.0, &plain, None), Err(Degeneracy::NoAcceleration));
        assert_eq!(of(250.0, &plain, Some(0.0)), Err(Degeneracy::ThinTail));
        let mut away = plain.clone();
        away[900..].fill(f64::INFINITY);
        assert_eq!(of(500.0, &away, Some(0.0)), Err(Degeneracy::Runaway));
        let mut flat = plain.clone();
        flat[..400].fill(1.0);
        assert_eq!(of(500.0, &flat, Some(0.0)), Err(Degeneracy::Collapsed));
    }
}
