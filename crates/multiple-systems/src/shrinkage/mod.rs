//! Bayesian thresholding of two-list interactions.
//!
//! Silverman (2020, section 6): all pairs of lists get an interaction with a normal prior of unit
//! variance; those whose posterior mean is at least twice its standard deviation away from zero
//! are kept, and the posterior given them is the answer. Sampled by Hamiltonian Monte Carlo around
//! the mode. The posterior after thresholding ignores the choice; it must be shown beside methods
//! that do not.

mod posterior;
mod walk;

use crate::chains::Summary;
use crate::progress::{Progress, Stage};
use crate::random::{Purpose, stream};
use crate::stepwise::pairs;
use crate::{CaptureTable, Error};
use posterior::Target;
use rayon::prelude::*;
use walk::Walk;

/// Standard deviations from zero at which an interaction is kept.
const KEPT_FROM: f64 = 2.0;

const CHAINS: u64 = 4;
const BURN_IN: usize = 300;
const DRAWS: usize = 2_000;

/// What thresholding found.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholded {
    /// The pairs that were kept.
    pub pairs: Vec<u16>,
    /// Posterior of the population given them.
    pub population: Summary,
}

/// Thresholds the interactions of `table` and samples the posterior given those kept.
///
/// # Errors
/// [`Error::Stopped`].
pub fn threshold(
    table: &CaptureTable,
    seed: u64,
    progress: &dyn Progress,
) -> Result<Thresholded, Error> {
    let all = pairs(table.lists());
    let stage = Stage::new(progress, "Bayesian threshold", 2 * CHAINS as usize);
    let full = Target::new(table, &all);
    let chains = run(&full, seed, 0, &stage)?;
    let first = full.effects().len() - all.len();
    let kept = |place: usize| {
        let draws: Vec<f64> = chains
            .iter()
            .flatten()
            .map(|draw| draw[first + place])
            .collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let square = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>();
        mean.abs() >= KEPT_FROM * (square / (draws.len() - 1) as f64).sqrt()
    };
    let pairs: Vec<u16> = (0..all.len())
        .filter(|&place| kept(place))
        .map(|place| all[place])
        .collect();
    let chosen = Target::new(table, &pairs);
    let chains = run(&chosen, seed, CHAINS, &stage)?;
    let seen = table.observed() as f64;
    let populations: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| chain.iter().map(|draw| seen + draw[0].exp()).collect())
        .collect();
    Ok(Thresholded {
        pairs,
        population: Summary::of(&populations),
    })
}

fn run(
    target: &Target,
    seed: u64,
    offset: u64,
    stage: &Stage<'_>,
) -> Result<Vec<Vec<Vec<f64>>>, Error> {
    let chain = |index: u64| {
        let mut walk = Walk::new(target, stream(seed, Purpose::Threshold, offset + index));
        for _ in 0..BURN_IN {
            walk.step();
        }
        let draws = (0..DRAWS).map(|_| walk.step().to_vec()).collect();
        stage.advance().map(|()| draws)
    };
    (0..CHAINS).into_par_iter().map(chain).collect()
}
