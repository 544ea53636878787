//! Bayesian latent classes for people who differ in which lists reach them.
//!
//! Manrique-Vallier (2016): people fall into classes, in each class lists are independent, and the
//! weights of the classes are sticks broken by a Dirichlet process, cut at a fixed number. Sampled
//! by a blocked Gibbs sampler with the unseen imputed. Chains must be judged by their diagnostics:
//! with sparse overlaps they often disagree.

mod sampler;

use crate::chains::Summary;
use crate::progress::{Progress, Stage};
use crate::random::{Purpose, stream};
use crate::{CaptureTable, Error};
use rayon::prelude::*;
use sampler::Sampler;

/// Length and number of chains, and classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Chains, each from its own start.
    pub chains: usize,
    /// Iterations that are forgotten at the start of each chain.
    pub burn_in: usize,
    /// Iterations kept of each chain, before thinning.
    pub iterations: usize,
    /// Every how many iterations a draw is kept.
    pub thinning: usize,
    /// Most classes.
    pub classes: usize,
}

impl Default for Plan {
    /// 110,000 iterations in four chains, one draw in 25, ten classes.
    fn default() -> Self {
        Self {
            chains: 4,
            burn_in: 2_500,
            iterations: 25_000,
            thinning: 25,
            classes: 10,
        }
    }
}

impl Plan {
    /// A tenth of the default, for a first look.
    #[must_use]
    pub fn short() -> Self {
        Self {
            burn_in: 250,
            iterations: 2_500,
            thinning: 5,
            ..Self::default()
        }
    }

    fn check(self) -> Result<Self, Error> {
        let draws = self.iterations / self.thinning.max(1);
        let rule = "use 2 to 16 chains, 20 to 100000 draws in each, and 1 to 30 classes";
        let fair = (2..=16).contains(&self.chains)
            && (20..=100_000).contains(&draws)
            && (1..=30).contains(&self.classes);
        if fair {
            Ok(self)
        } else {
            Err(Error::Option {
                option: "latent-plan",
                value: format!("{self:?}"),
                rule,
            })
        }
    }
}

/// Samples the posterior of the population.
///
/// # Errors
/// [`Error::Option`] for a plan that cannot be judged, [`Error::Stopped`].
pub fn sample(
    table: &CaptureTable,
    plan: Plan,
    seed: u64,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    let plan = plan.check()?;
    let stage = Stage::new(progress, "latent classes", plan.chains * 100);
    let chains = (0..plan.chains as u64)
        .into_par_iter()
        .map(|index| chain(table, plan, seed, index, &stage))
        .collect::<Result<Vec<Vec<f64>>, Error>>()?;
    Ok(Summary::of(&chains))
}

/// As [`sample`], and once more with chains four times as long when they disagree.
///
/// # Errors
/// As [`sample`].
pub fn sample_until_settled(
    table: &CaptureTable,
    plan: Plan,
    seed: u64,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    let first = sample(table, plan, seed, progress)?;
    if first.settled() {
        return Ok(first);
    }
    let longer = Plan {
        burn_in: 4 * plan.burn_in,
        iterations: 4 * plan.iterations,
        thinning: 4 * plan.thinning,
        ..plan
    };
    sample(table, longer, seed, progress)
}

fn chain(
    table: &CaptureTable,
    plan: Plan,
    seed: u64,
    index: u64,
    stage: &Stage<'_>,
) -> Result<Vec<f64>, Error> {
    let generator = stream(seed, Purpose::LatentClasses, index);
    let mut sampler = Sampler::new(table, plan.classes, generator);
    let total = plan.burn_in + plan.iterations;
    let mut draws = Vec::with_capacity(plan.iterations / plan.thinning);
    for iteration in 0..total {
        sampler.update(iteration >= plan.burn_in / 5);
        if iteration >= plan.burn_in && (iteration - plan.burn_in + 1).is_multiple_of(plan.thinning)
        {
            draws.push(sampler.population());
        }
        if iteration * 100 / total != (iteration + 1) * 100 / total {
            stage.advance()?;
        }
    }
    Ok(draws)
}
