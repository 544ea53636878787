//! Splits a number of people over classes, exactly and fast.
//!
//! Small cells are split person by person, large ones by binomials; both draw from the same
//! distribution. Weights need not sum to one and must not be negative.

use super::binomial::binomial;
use rand::{Rng, RngExt};

/// Up to this many people are assigned one by one.
const ONE_BY_ONE: u64 = 8;

/// Adds a multinomial split of `people` by `weights` to `counts`.
pub(crate) fn split(generator: &mut impl Rng, people: u64, weights: &[f64], counts: &mut [u64]) {
    let mut mass: f64 = weights.iter().sum();
    if people <= ONE_BY_ONE {
        for _ in 0..people {
            let mut point = generator.random::<f64>() * mass;
            let last = weights.len() - 1;
            let chosen = weights[..last].iter().position(|weight| {
                point -= weight;
                point < 0.0
            });
            counts[chosen.unwrap_or(last)] += 1;
        }
        return;
    }
    let mut rest = people;
    for (count, &weight) in counts.iter_mut().zip(weights) {
        if rest == 0 {
            return;
        }
        if weight > 0.0 {
            let drawn = binomial(generator, rest, weight / mass);
            *count += drawn;
            rest -= drawn;
        }
        mass -= weight;
    }
    if rest > 0 {
        // Rounding left the last weights with nothing to give.
        counts[weights.len() - 1] += rest;
    }
}
