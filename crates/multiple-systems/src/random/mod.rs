//! Streams of random numbers that depend on the seed and the place of the work alone.
//!
//! Every replicate and every chain has its own stream of one ChaCha generator, so results are the
//! same on any number of threads. Nothing here may ever take entropy from the machine.

mod binomial;
mod multinomial;

pub(crate) use binomial::binomial;
pub(crate) use multinomial::split;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What a stream is for; different purposes never share numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// Replicates of a bootstrap.
    Bootstrap = 1,
    /// Chains of the latent-class sampler.
    LatentClasses = 2,
    /// Chains of the Bayesian threshold method, before and after thresholding.
    Threshold = 3,
    /// Tables with missed links.
    MissedLinks = 4,
}

/// The stream number `index` for `purpose`.
pub(crate) fn stream(seed: u64, purpose: Purpose, index: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream((purpose as u64) << 48 | index);
    generator
}
