//! Log-linear models with one effect per number of lists.
//!
//! They are not made of subsets of lists, so they have a design of their own: an intercept, one
//! capture effect or one per list, and for 3, 4, … lists an effect that grows with the number of
//! lists. Negative effects would contradict the mixture behind them and are removed, as in Rivest
//! & Baillargeon (2007). This module must only serve the bounds.

use crate::CaptureTable;
use crate::loglinear::Cholesky;

/// Which differences the model allows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heterogeneity {
    /// Lists may reach different shares of the people.
    pub(crate) lists_differ: bool,
    /// People may differ in how easily they are listed.
    pub(crate) people_differ: bool,
}

impl Heterogeneity {
    /// People in all, or `None` when the fit does not settle.
    pub(crate) fn population(self, table: &CaptureTable) -> Option<f64> {
        let lists = table.lists() as u32;
        let mut steps: Vec<u32> = if self.people_differ {
            (3..=lists).collect()
        } else {
            vec![]
        };
        loop {
            let effects = fit(table, &self.design(table, &steps))?;
            let first = effects.len() - steps.len();
            let kept: Vec<u32> = steps
                .iter()
                .zip(&effects[first..])
                .filter(|&(_, &effect)| effect > 0.0)
                .map(|(&step, _)| step)
                .collect();
            if kept.len() == steps.len() {
                let unseen = effects[0].exp();
                let settled = unseen.is_finite() && unseen < 1e6 * table.observed() as f64;
                return settled.then(|| table.observed() as f64 + unseen);
            }
            steps = kept;
        }
    }

    /// One row per combination of lists: 1, captures, and how far beyond each step they are.
    fn design(self, table: &CaptureTable, steps: &[u32]) -> Vec<Vec<f64>> {
        let row = |cell: usize| {
            let captures = cell.count_ones();
            let mut row = vec![1.0];
            if self.lists_differ {
                row.extend((0..table.lists()).map(|list| (cell >> list & 1) as f64));
            } else {
                row.push(f64::from(captures));
            }
            row.extend(
                steps
                    .iter()
                    .map(|&step| f64::from((captures + 1).saturating_sub(step))),
            );
            row
        };
        (1..table.counts().len()).map(row).collect()
    }
}

/// Poisson regression by Newton's method from means of the counts plus 0.1.
fn fit(table: &CaptureTable, design: &[Vec<f64>]) -> Option<Vec<f64>> {
    let counts: Vec<f64> = table.counts()[1..]
        .iter()
        .map(|&count| count as f64)
        .collect();
    let mut linear: Vec<f64> = counts.iter().map(|count| (count + 0.1).ln()).collect();
    let mut effects = Vec::new();
    let mut cholesky = Cholesky::default();
    for _ in 0..100 {
        let means: Vec<f64> = linear.iter().map(|value| value.exp()).collect();
        let order = design[0].len();
        cholesky.fill(order, |i, j| {
            design
                .iter()
                .zip(&means)
                .map(|(row, mean)| row[i] * row[j] * mean)
                .sum()
        });
        let mut next = vec![0.0; order];
        for ((row, mean), (count, value)) in
            design.iter().zip(&means).zip(counts.iter().zip(&linear))
        {
            let working = mean * value + count - mean;
            next.iter_mut()
                .zip(row)
                .for_each(|(sum, entry)| *sum += entry * working);
        }
        if !cholesky.decompose() {
            return None;
        }
        cholesky.forward(&mut next);
        cholesky.backward(&mut next);
        let product = |row: &Vec<f64>| row.iter().zip(&next).map(|(a, b)| a * b).sum::<f64>();
        let after: Vec<f64> = design.iter().map(product).collect();
        let change = after
            .iter()
            .zip(&linear)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        linear = after;
        effects = next;
        if change < 1e-10 {
            return Some(effects);
        }
    }
    effects
        .first()
        .copied()
        .filter(|effect| effect.is_finite())
        .map(|_| effects)
}
