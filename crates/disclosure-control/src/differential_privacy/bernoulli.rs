//! Coins with a rational or an exponential chance, exactly (Canonne, Kamath & Steinke 2020,
//! algorithm 1).

use super::random::{RandomBytes, below};
use num_bigint::BigUint;
use num_traits::{One, Zero};

/// True with the chance numerator / denominator, which is at most 1.
pub(super) fn ratio(
    numerator: &BigUint,
    denominator: &BigUint,
    random: &mut dyn RandomBytes,
) -> bool {
    below(denominator, random) < *numerator
}

/// True with the chance exp(−numerator / denominator).
pub(super) fn exponential(
    numerator: &BigUint,
    denominator: &BigUint,
    random: &mut dyn RandomBytes,
) -> bool {
    let one = BigUint::one();
    let mut rest = numerator.clone();
    // exp(−γ) = exp(−1) · … · exp(−1) · exp(−what is left).
    while rest > *denominator {
        if !at_most_one(&one, &one, random) {
            return false;
        }
        rest -= denominator;
    }
    at_most_one(&rest, denominator, random)
}

/// The same for an exponent of at most 1: the series of exp(−γ), term by term.
fn at_most_one(numerator: &BigUint, denominator: &BigUint, random: &mut dyn RandomBytes) -> bool {
    if numerator.is_zero() {
        return true;
    }
    let mut factor = BigUint::zero();
    let mut is_odd = true;
    loop {
        factor += denominator;
        // True with the chance γ / k for k = 1, 2, …
        if !ratio(numerator, &factor, random) {
            return is_odd;
        }
        is_odd = !is_odd;
    }
}
