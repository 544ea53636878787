//! The discrete Gaussian distribution, exactly (Canonne, Kamath & Steinke 2020, algorithm 3): z with a
//! chance in proportion to exp(−z² / 2σ²).

use super::{bernoulli::exponential, laplace::laplace, random::RandomBytes};
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};

/// Draws a number with σ² = numerator / denominator; both are above 0, otherwise the number is 0.
#[must_use]
pub fn gaussian(
    numerator: &BigUint,
    denominator: &BigUint,
    random: &mut dyn RandomBytes,
) -> BigInt {
    if numerator.is_zero() || denominator.is_zero() {
        return BigInt::zero();
    }
    // A discrete Laplace number of a scale just above σ, kept with the chance
    // exp(−(|y| − σ²/t)² / 2σ²) = exp(−(|y|·b·t − a)² / (2·a·b·t²)) for σ² = a / b.
    let scale = (numerator / denominator).sqrt() + 1_u8;
    let middle = BigInt::from(numerator.clone());
    let stretch = denominator * &scale;
    let below = BigUint::from(2_u8) * numerator * denominator * &scale * &scale;
    loop {
        let drawn = laplace(&scale, &BigUint::one(), random);
        let distance = BigInt::from(drawn.magnitude() * &stretch) - &middle;
        let above = distance.magnitude() * distance.magnitude();
        if exponential(&above, &below, random) {
            return drawn;
        }
    }
}
