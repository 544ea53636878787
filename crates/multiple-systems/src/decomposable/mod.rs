//! Bayesian averaging over all decomposable graphical models, in closed form.
//!
//! Madigan & York (1997): lists that depend on each other are joined in a graph; for decomposable
//! graphs and a hyper-Dirichlet prior the probability of the data with m people unseen is a
//! product of gamma functions, so the posterior of m over all graphs is a finite sum. The sum over
//! m must reach beyond the posterior's tail: when mass lies at its end, the end moves.

mod graph;
mod marginal;

use crate::bootstrap::quantile_of_weights;
use crate::{CaptureTable, Error};
pub use graph::{Decomposable, MOST_LISTS};
use marginal::Marginal;
use rayon::prelude::*;

/// Logarithm, relative to the highest weight, below which a part of the posterior does not matter
/// even if it were everywhere.
const NEGLIGIBLE: f64 = -25.0;

/// The shortest reach of the sum over people unseen.
const SHORTEST_REACH: u64 = 4_000;

/// Share of the posterior in the last twentieth of the reach above which its tail is cut off.
const CUT: f64 = 1e-3;

/// Prior counts and reach of the sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    delta: f64,
    most_unseen: Option<u64>,
}

impl Prior {
    /// `delta` prior people per cell; at most `most_unseen` people unseen, or as many as the tail
    /// needs.
    ///
    /// # Errors
    /// [`Error::Option`] unless `delta` is above 0 and at most 10, and `most_unseen` at most 10⁹.
    pub fn parse(delta: f64, most_unseen: Option<u64>) -> Result<Self, Error> {
        if !(delta > 0.0 && delta <= 10.0) {
            let rule = "choose prior people per cell above 0 and at most 10";
            return Err(Error::Option {
                option: "delta",
                value: delta.to_string(),
                rule,
            });
        }
        match most_unseen {
            Some(most @ (0 | 1_000_000_001..)) => Err(Error::Option {
                option: "most-unseen",
                value: most.to_string(),
                rule: "choose 1 to 1000000000",
            }),
            _ => Ok(Self { delta, most_unseen }),
        }
    }

    /// One prior person in all: 2⁻ᵗ per cell.
    #[must_use]
    pub fn usual(lists: usize) -> Self {
        Self {
            delta: 0.5_f64.powi(lists as i32),
            most_unseen: None,
        }
    }
}

/// The posterior of the population.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// Mean of the population.
    pub mean: f64,
    /// Median of the population.
    pub median: f64,
    /// Interval of posterior probability 0.8.
    pub interval80: (f64, f64),
    /// Interval of posterior probability 0.95.
    pub interval95: (f64, f64),
    /// Graphs averaged over.
    pub graphs: usize,
    /// The most probable graph as joined pairs of lists, and its probability.
    pub best: (Vec<u16>, f64),
    /// Most people unseen that the sum reached.
    pub most_unseen: u64,
    /// Share of the posterior beyond that if the sum reached eight times as far: a second mode
    /// that the prior on reach keeps out.
    pub beyond: f64,
}

/// Averages over all decomposable graphs on the lists of `table`.
///
/// # Errors
/// [`Error::TooManyLists`] beyond six lists: there are 617,675 decomposable graphs on seven.
pub fn posterior(table: &CaptureTable, prior: Prior) -> Result<Posterior, Error> {
    let lists = table.lists();
    if lists > MOST_LISTS {
        return Err(Error::TooManyLists {
            found: lists,
            most: MOST_LISTS,
        });
    }
    let graphs = graph::all(lists);
    let marginal = Marginal::new(table, prior.delta);
    let usual = (12 * table.observed()).max(SHORTEST_REACH);
    let mut most = prior.most_unseen.unwrap_or(usual);
    let farthest = 8 * most;
    while prior.most_unseen.is_none() && most < farthest && tail(&graphs, &marginal, most) > CUT {
        most *= 2;
    }
    let beyond = share_beyond(&graphs, &marginal, most);
    Ok(Posterior {
        beyond,
        ..average(table, &graphs, &marginal, most)
    })
}

/// Share of the posterior in the last twentieth before `most`, from the grid alone.
fn tail(graphs: &[Decomposable], marginal: &Marginal, most: u64) -> f64 {
    let mass = marginal.grid(most, 1).mass(graphs);
    let last = mass.len() - mass.len() / 20;
    mass[last..].iter().sum::<f64>() / mass.iter().sum::<f64>()
}

/// Share of the posterior beyond `most` if the sum reached eight times as far.
fn share_beyond(graphs: &[Decomposable], marginal: &Marginal, most: u64) -> f64 {
    let mass = marginal.grid(8 * most, 8).mass(graphs);
    let within = mass.len().div_ceil(8);
    mass[within..].iter().sum::<f64>() / mass.iter().sum::<f64>()
}

fn average(
    table: &CaptureTable,
    graphs: &[Decomposable],
    marginal: &Marginal,
    most: u64,
) -> Posterior {
    let grid = marginal.grid(most, 1);
    let peaks: Vec<f64> = graphs.par_iter().map(|graph| grid.peak(graph)).collect();
    let highest = peaks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let relevant: Vec<usize> = (0..graphs.len())
        .filter(|&index| peaks[index] - highest > NEGLIGIBLE)
        .collect();
    // One weight per m, or per point of the grid where that would be too many.
    let width = if grid.every_m() { 1 } else { grid.spacing() };
    let mut weights = vec![0.0; most as usize / width + 1];
    let mut best = (0, 0.0);
    for index in relevant {
        let mass = grid.add_weights(&graphs[index], highest, &mut weights);
        if mass > best.1 {
            best = (index, mass);
        }
    }
    let total: f64 = weights.iter().sum();
    let seen = table.observed() as f64;
    let unseen = |place: usize| (place * width) as f64;
    let mean = weights
        .iter()
        .enumerate()
        .map(|(place, w)| unseen(place) * w)
        .sum::<f64>()
        / total;
    let at = |probability| seen + unseen(quantile_of_weights(&weights, total, probability));
    Posterior {
        mean: seen + mean,
        median: at(0.5),
        interval80: (at(0.1), at(0.9)),
        interval95: (at(0.025), at(0.975)),
        graphs: graphs.len(),
        best: (graphs[best.0].pairs(), best.1 / total),
        most_unseen: most,
        beyond: 0.0,
    }
}
