//! What missed links would have done.
//!
//! A person on several lists whose records were not linked counts once for each unlinked record.
//! Every record but one of such a person is set free with the given probability; the estimate is
//! repeated on many such tables. Missed links always inflate: the mean must be read as "had the
//! file missed this much more".

use super::{bounded, finite};
use crate::bootstrap::{Estimator, quantile};
use crate::loglinear::Fitter;
use crate::random::{Purpose, split, stream};
use crate::stepwise::Threshold;
use crate::{CaptureHistory, CaptureTable};
use rand::Rng;
use rayon::prelude::*;
use serde::Serialize;

/// Tables drawn for each share.
const TABLES: u64 = 60;

/// Stepwise estimates when a share of links is missed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MissedLinks {
    /// Share of links missed, 0 to 1.
    pub share: f64,
    /// Mean estimate over the tables; `None` when one ran away.
    pub mean: Option<f64>,
    /// Quantiles .1 and .9 of the estimates.
    pub interval80: Option<(f64, f64)>,
    /// Tables whose estimate ran away.
    pub runaways: usize,
}

/// The estimates of `table` with each of the `shares` of links missed.
#[must_use]
pub fn missed_links(
    table: &CaptureTable,
    threshold: Threshold,
    shares: &[f64],
    seed: u64,
) -> Vec<MissedLinks> {
    let of_share = |(place, &share): (usize, &f64)| {
        let draw = |fitter: &mut Fitter, index: u64| {
            let number = place as u64 * TABLES + index;
            let counts = set_free(
                table,
                share,
                &mut stream(seed, Purpose::MissedLinks, number),
            );
            threshold.population(&counts, fitter)
        };
        let mut estimates: Vec<f64> = (0..TABLES)
            .into_par_iter()
            .map_init(|| Fitter::new(table.lists()), draw)
            .collect();
        estimates.sort_by(f64::total_cmp);
        let ends = (quantile(&estimates, 0.1), quantile(&estimates, 0.9));
        MissedLinks {
            share,
            mean: finite(estimates.iter().sum::<f64>() / estimates.len() as f64),
            interval80: bounded(ends),
            runaways: estimates.iter().filter(|value| value.is_infinite()).count(),
        }
    };
    shares.iter().enumerate().map(of_share).collect()
}

/// The counts after each record but one of each person was set free with probability `share`.
fn set_free(table: &CaptureTable, share: f64, generator: &mut impl Rng) -> Vec<u64> {
    let mut counts = table.counts().to_vec();
    for (cell, &people) in table.counts().iter().enumerate() {
        let several = CaptureHistory::new(cell as u16).filter(|history| history.size() > 1);
        let Some(history) = several.filter(|_| people > 0) else {
            continue;
        };
        let outcomes = outcomes(history, share);
        let weights: Vec<f64> = outcomes.iter().map(|(_, weight)| *weight).collect();
        let mut split_counts = vec![0; outcomes.len()];
        split(generator, people, &weights, &mut split_counts);
        counts[cell] -= people;
        for ((linked, _), number) in outcomes.into_iter().zip(split_counts) {
            counts[usize::from(linked)] += number;
            let free = history.bits() & !linked;
            for list in (0..table.lists()).filter(|list| free >> list & 1 == 1) {
                counts[1 << list] += number;
            }
        }
    }
    counts
}

/// What a person's linked records may become, with probabilities: every subset that holds the one
/// record that stays, each record being that one equally often.
fn outcomes(history: CaptureHistory, share: f64) -> Vec<(u16, f64)> {
    let size = history.size();
    let subsets = (1..=history.bits()).filter(|subset| history.bits() & subset == *subset);
    let weight = |subset: u16| {
        let kept = subset.count_ones();
        let linked = (1.0 - share).powi(kept as i32 - 1) * share.powi((size - kept) as i32);
        (subset, linked * f64::from(kept) / f64::from(size))
    };
    subsets.map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture;

    #[test]
    fn outcomes_have_probability_one_and_the_expected_loss() {
        let history = CaptureHistory::new(0b1101).expect("three lists");
        let outcomes = outcomes(history, 0.1);
        let total: f64 = outcomes.iter().map(|(_, weight)| weight).sum();
        assert!((total - 1.0).abs() < 1e-12);
        let kept: f64 = outcomes
            .iter()
            .map(|(s, w)| f64::from(s.count_ones()) * w)
            .sum();
        // Two of the three records may go, each with probability 0.1.
        assert!((kept - 2.8).abs() < 1e-12);
    }

    #[test]
    fn records_are_kept_and_people_multiply() {
        let text = "A,B,C,count\n1,0,0,50\n1,1,0,400\n1,1,1,300\n0,1,1,20\n";
        let table = capture::read(text.as_bytes()).expect("a fair table");
        let records = |counts: &[u64]| -> u64 {
            counts
                .iter()
                .enumerate()
                .map(|(cell, n)| u64::from(cell.count_ones()) * n)
                .sum()
        };
        let free = set_free(&table, 0.1, &mut stream(5, Purpose::MissedLinks, 0));
        assert_eq!(records(&free), records(table.counts()));
        // 400 + 2·300 + 20 records may go, each with probability 0.1: 102 ± 5 standard errors.
        let more = free.iter().sum::<u64>() - table.observed();
        assert!((55..150).contains(&more), "{more}");
        let none = set_free(&table, 0.0, &mut stream(5, Purpose::MissedLinks, 0));
        assert_eq!(none, table.counts());
    }
}
