//! Probability of the data and of m unseen people, for every graph and m.
//!
//! Only the cell "on none of these lists" of each set of lists depends on m. Gamma functions are
//! evaluated on a grid of m; between its points the weights follow by exact ratios, so no
//! exponential is taken per m. Parts far below the highest weight are skipped, never approximated.

use super::NEGLIGIBLE;
use super::graph::Decomposable;
use crate::CaptureTable;
use rayon::prelude::*;
use statrs::function::gamma::ln_gamma;

/// Points of the grid are at least this far apart.
const SPACING: usize = 64;

/// The grid has at most this many points.
const MOST_POINTS: usize = 1 << 16;

/// What does not depend on m.
pub(super) struct Marginal {
    seen: f64,
    /// For each set of lists, the logarithm of its term without the cell of those on none of them.
    fixed: Vec<f64>,
    /// For each set of lists, people seen on none of them plus the prior's people there.
    none: Vec<f64>,
}

impl Marginal {
    pub(super) fn new(table: &CaptureTable, delta: f64) -> Self {
        let lists = table.lists();
        let (mut fixed, mut none) = (Vec::new(), Vec::new());
        for set in 0..1usize << lists {
            let prior = delta * f64::from(1 << (lists as u32 - set.count_ones()));
            let mut cells = vec![0.0; 1 << lists];
            for (cell, &count) in table.counts().iter().enumerate() {
                cells[cell & set] += count as f64;
            }
            let members = (1..cells.len()).filter(|cell| cell & !set == 0);
            let gammas = members.map(|cell| ln_gamma(cells[cell] + prior) - ln_gamma(prior));
            fixed.push(gammas.sum::<f64>() - ln_gamma(prior));
            none.push(cells[0] + prior);
        }
        Self {
            seen: table.observed() as f64,
            fixed,
            none,
        }
    }

    /// The grid of m from 0 to `most`, `coarser` times as wide as usual.
    pub(super) fn grid(&self, most: u64, coarser: usize) -> Grid<'_> {
        let widest = (most as usize).div_ceil(MOST_POINTS);
        let spacing = (SPACING * coarser).max(widest);
        let points: Vec<usize> = (0..=most as usize).step_by(spacing).collect();
        let terms = self.fixed.iter().zip(&self.none).map(|(fixed, none)| {
            points
                .iter()
                .map(|&m| fixed + ln_gamma(none + m as f64))
                .collect()
        });
        let base = points.iter().map(|&m| {
            let all = self.seen + m as f64;
            ln_gamma(all + 1.0) - ln_gamma(m as f64 + 1.0) - all.ln()
        });
        Grid {
            terms: terms.collect(),
            base: base.collect(),
            marginal: self,
            points,
            spacing,
        }
    }

    /// Weight of m + 1 over that of m.
    fn ratio(&self, factors: &Factors, m: f64) -> f64 {
        // (seen + m + 1) of the orderings over that of the prior 1/N leaves seen + m.
        let above = factors
            .above
            .iter()
            .fold(self.seen + m, |product, none| product * (none + m));
        let below = factors
            .below
            .iter()
            .fold(m + 1.0, |product, none| product * (none + m));
        above / below
    }

    /// The terms of a graph that grow with m, each as often as its power says.
    fn factors(&self, graph: &Decomposable) -> Factors {
        let mut factors = Factors {
            above: Vec::new(),
            below: Vec::new(),
        };
        for &(set, power) in graph.terms() {
            let side = if power > 0 {
                &mut factors.above
            } else {
                &mut factors.below
            };
            let times = power.unsigned_abs() as usize;
            side.extend(std::iter::repeat_n(self.none[usize::from(set)], times));
        }
        factors
    }
}

/// People on none of a set of lists, for the sets above and below the line of a graph's ratio.
struct Factors {
    above: Vec<f64>,
    below: Vec<f64>,
}

/// Logarithms of all terms at the points of the grid.
pub(super) struct Grid<'a> {
    marginal: &'a Marginal,
    points: Vec<usize>,
    spacing: usize,
    terms: Vec<Vec<f64>>,
    base: Vec<f64>,
}

impl Grid<'_> {
    fn log_weights(&self, graph: &Decomposable) -> Vec<f64> {
        let mut logs = self.base.clone();
        for &(set, power) in graph.terms() {
            let power = f64::from(power);
            for (log, term) in logs.iter_mut().zip(&self.terms[usize::from(set)]) {
                *log += power * term;
            }
        }
        logs
    }

    /// The highest logarithm of a weight of `graph` on the grid.
    pub(super) fn peak(&self, graph: &Decomposable) -> f64 {
        self.log_weights(graph)
            .into_iter()
            .fold(f64::NEG_INFINITY, f64::max)
    }

    /// Weights of all graphs together at the points of the grid, on any scale.
    pub(super) fn mass(&self, graphs: &[Decomposable]) -> Vec<f64> {
        let peaks: Vec<f64> = graphs.par_iter().map(|graph| self.peak(graph)).collect();
        let highest = peaks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut mass = vec![0.0; self.points.len()];
        let relevant = graphs
            .iter()
            .zip(&peaks)
            .filter(|(_, peak)| *peak - highest > NEGLIGIBLE);
        for (graph, _) in relevant {
            for (sum, log) in mass.iter_mut().zip(self.log_weights(graph)) {
                *sum += (log - highest).exp();
            }
        }
        mass
    }

    /// Distance of two points.
    pub(super) fn spacing(&self) -> usize {
        self.spacing
    }

    /// Whether weights are kept for every m; only the grid is used in the millions.
    pub(super) fn every_m(&self) -> bool {
        self.spacing <= SPACING
    }

    /// Adds the weights of `graph`, relative to the logarithm `highest`; their sum.
    pub(super) fn add_weights(
        &self,
        graph: &Decomposable,
        highest: f64,
        weights: &mut [f64],
    ) -> f64 {
        if !self.every_m() {
            let logs = self.log_weights(graph);
            let added = weights.iter_mut().zip(logs).map(|(target, log)| {
                let weight = (log - highest).exp();
                *target += weight;
                weight
            });
            return added.sum();
        }
        let logs = self.log_weights(graph);
        let factors = self.marginal.factors(graph);
        let mut mass = 0.0;
        for (index, (&start, &log)) in self.points.iter().zip(&logs).enumerate() {
            let end = (start + self.spacing).min(weights.len());
            let next = logs.get(index + 1).copied().unwrap_or(log);
            let rises = self.marginal.ratio(&factors, start as f64) > 1.0;
            let falls = self.marginal.ratio(&factors, end as f64) < 1.0;
            if log.max(next) - highest < NEGLIGIBLE && !(rises && falls) {
                continue;
            }
            let mut weight = (log - highest).exp();
            for (m, target) in weights[start..end].iter_mut().enumerate() {
                *target += weight;
                mass += weight;
                weight *= self.marginal.ratio(&factors, (start + m) as f64);
            }
        }
        mass
    }
}
