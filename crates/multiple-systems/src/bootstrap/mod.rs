//! Bias-corrected and accelerated bootstrap (BCa) around any estimator.
//!
//! DiCiccio & Efron (1996), as used by Chan, Silverman & Vincent (2021, section 3.3): resample the
//! people seen, repeat the *whole* estimation including the choice of a model, correct for bias
//! and, by the jackknife, for acceleration. A bootstrap whose quantiles collapse or run away must
//! be reported as such and never be printed as an interval.

mod bca;
mod jackknife;
mod quantiles;
mod resample;

pub use bca::{Bca, Degeneracy};
pub(crate) use quantiles::{quantile, quantile_of_weights};
use resample::Resampler;

use crate::loglinear::Fitter;
use crate::progress::{Progress, Stage};
use crate::random::{Purpose, stream};
use crate::{CaptureTable, Error};
use rayon::prelude::*;

/// How many times the replicates asked for are drawn at most to place the ends of an interval.
pub const MOST_TIMES: usize = 25;

/// Turns counts into an estimate of the population.
pub trait Estimator: Sync {
    /// People in all, seen or not; `f64::INFINITY` when the data let it run away. `counts` are all
    /// 2ᵗ cells in order of their bits; a list may have become empty.
    fn population(&self, counts: &[u64], fitter: &mut Fitter) -> f64;
}

/// How many replicates, from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replication {
    replicates: usize,
    seed: u64,
}

impl Replication {
    /// A thousand replicates from seed 1.
    pub const USUAL: Self = Self {
        replicates: 1_000,
        seed: 1,
    };

    /// # Errors
    /// [`Error::Option`] for fewer than 100 or more than 100,000 replicates: intervals from fewer
    /// would be noise.
    pub fn parse(replicates: usize, seed: u64) -> Result<Self, Error> {
        if (100..=100_000).contains(&replicates) {
            Ok(Self { replicates, seed })
        } else {
            Err(Error::Option {
                option: "replicates",
                value: replicates.to_string(),
                rule: "choose 100 to 100000",
            })
        }
    }

    /// Number of replicates.
    #[must_use]
    pub fn replicates(self) -> usize {
        self.replicates
    }

    /// Seed of all streams.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.seed
    }
}

/// Runs the bootstrap and the jackknife of `estimator` around `estimate`.
///
/// # Errors
/// [`Error::Stopped`] when `progress` says so.
pub fn run(
    table: &CaptureTable,
    estimator: &dyn Estimator,
    estimate: f64,
    replication: Replication,
    (progress, name): (&dyn Progress, &'static str),
) -> Result<Bca, Error> {
    let acceleration = jackknife::acceleration(table, estimator);
    let first = replication.replicates as u64;
    let stage = Stage::new(progress, name, replication.replicates);
    let replicates = replicate(table, estimator, replication.seed, 0..first, &stage)?;
    Ok(Bca::new(estimate, replicates, acceleration))
}

/// As [`run`], but with up to [`MOST_TIMES`] times as many replicates where that places the ends of
/// the 95 % interval: a bias correction moves them far into the tail, where 1,000 replicates are
/// few.
///
/// # Errors
/// [`Error::Stopped`] when `progress` says so.
pub fn run_until_placed(
    table: &CaptureTable,
    estimator: &dyn Estimator,
    estimate: f64,
    replication: Replication,
    (progress, name): (&dyn Progress, &'static str),
) -> Result<Bca, Error> {
    let mut bca = run(table, estimator, estimate, replication, (progress, name))?;
    // The tail is only known once there are replicates in it, so the number is revised.
    for _ in 0..3 {
        let Some(needed) = bca.replicates_needed() else {
            break;
        };
        let (done, goal) = (bca.replicates().len(), needed + needed / 4);
        if goal > MOST_TIMES * replication.replicates {
            break;
        }
        let stage = Stage::new(progress, name, goal - done);
        let range = done as u64..goal as u64;
        let mut replicates = replicate(table, estimator, replication.seed, range, &stage)?;
        replicates.extend_from_slice(bca.replicates());
        bca = Bca::new(estimate, replicates, bca.acceleration());
    }
    Ok(bca)
}

fn replicate(
    table: &CaptureTable,
    estimator: &dyn Estimator,
    seed: u64,
    indices: std::ops::Range<u64>,
    stage: &Stage<'_>,
) -> Result<Vec<f64>, Error> {
    let resampler = Resampler::new(table.counts());
    let fresh = || (Fitter::new(table.lists()), Vec::new());
    indices
        .into_par_iter()
        .map_init(fresh, |(fitter, counts), index| {
            let mut generator = stream(seed, Purpose::Bootstrap, index);
            resampler.draw(&mut generator, counts);
            let population = estimator.population(counts, fitter);
            stage.advance().map(|()| population)
        })
        .collect()
}
