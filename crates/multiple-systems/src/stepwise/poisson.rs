//! Tails of the Poisson distribution, in logarithms.
//!
//! Probabilities far below the smallest floating-point number must still be told apart, or pairs
//! would enter in the order of their names.

use statrs::function::factorial::ln_factorial;

/// Logarithm of the smaller of P(X ≤ `count`) and P(X ≥ `count`) for a Poisson X of this `mean`.
pub(crate) fn ln_smaller_tail(count: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if count == 0 { 0.0 } else { f64::NEG_INFINITY };
    }
    let number = count as f64;
    let ln_point = number * mean.ln() - mean - ln_factorial(count);
    // The tail away from the mean is a quickly falling series from `count` outward.
    let mut sum = 1.0;
    let mut term = 1.0;
    if number >= mean {
        let mut next = number + 1.0;
        while term > sum * 1e-17 {
            term *= mean / next;
            sum += term;
            next += 1.0;
        }
    } else {
        let mut next = number;
        while next > 0.0 && term > sum * 1e-17 {
            term *= next / mean;
            sum += term;
            next -= 1.0;
        }
    }
    let ln_outer = ln_point + sum.ln();
    let inner = 1.0 - ln_outer.exp() + ln_point.exp();
    if inner > 0.0 {
        ln_outer.min(inner.ln())
    } else {
        ln_outer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{DiscreteCDF, Poisson};

    #[test]
    fn agrees_with_the_distribution_function() {
        for mean in [0.01, 0.7, 3.0, 19.5, 200.0] {
            let poisson = Poisson::new(mean).expect("a positive mean");
            for count in [0u64, 1, 2, 5, 19, 20, 180, 240] {
                let below = poisson.cdf(count);
                let above = if count == 0 {
                    1.0
                } else {
                    poisson.sf(count - 1)
                };
                let expected = below.min(above);
                let got = ln_smaller_tail(count, mean).exp();
                assert!(
                    (got - expected).abs() <= 1e-10 * expected.max(1e-290),
                    "{count} {mean}"
                );
            }
        }
    }

    #[test]
    fn tells_apart_what_would_both_be_zero() {
        let (far, farther) = (
            ln_smaller_tail(10_000, 100.0),
            ln_smaller_tail(10_001, 100.0),
        );
        assert!(far < -30_000.0 && farther < far);
        assert_eq!(ln_smaller_tail(0, 0.0), 0.0);
    }
}
