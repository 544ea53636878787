//! The discrete Laplace distribution, exactly (Canonne, Kamath & Steinke 2020, algorithm 2): z with a
//! chance in proportion to exp(−|z| · denominator / numerator).

use super::{
    bernoulli::{exponential, ratio},
    random::{RandomBytes, below},
};
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};

/// Draws a number of the scale numerator / denominator; both are above 0, otherwise the number is 0.
#[must_use]
pub fn laplace(numerator: &BigUint, denominator: &BigUint, random: &mut dyn RandomBytes) -> BigInt {
    if numerator.is_zero() || denominator.is_zero() {
        return BigInt::zero();
    }
    let one = BigUint::one();
    let two = BigUint::from(2_u8);
    loop {
        let rest = below(numerator, random);
        if !exponential(&rest, numerator, random) {
            continue;
        }
        let mut rounds = BigUint::zero();
        while exponential(&one, &one, random) {
            rounds += 1_u8;
        }
        let size = (rest + numerator * rounds) / denominator;
        let is_negative = ratio(&one, &two, random);
        // Zero would come twice: once with each sign.
        if is_negative && size.is_zero() {
            continue;
        }
        let size = BigInt::from(size);
        return if is_negative { -size } else { size };
    }
}
