//! From a budget to the scale of the noise, and to the count below which nothing is shown. Rounding
//! goes to the safe side; logarithms are used to choose, never to draw.

use super::{MILLION, Mechanism};
use num_bigint::{BigInt, BigUint};

/// The chance, at most, that a release shows a cell which nobody is in.
pub(super) const INVENTED: f64 = 0.001;

/// Parts of ρ: concentrated privacy is written in billionths.
const BILLION: u64 = 1_000_000_000;

/// How to draw, and from where on to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noise {
    mechanism: Mechanism,
    numerator: BigUint,
    denominator: BigUint,
    /// Smaller noisy counts are not shown.
    pub(super) threshold: i64,
    /// How far a noisy count is from the count on average, in thousandths.
    pub(super) error_thousandths: u64,
}

impl Noise {
    /// The noise for `cells` counts of which one person is in at most `each`; `None` when the budget
    /// is too small for any.
    pub(super) fn of(
        mechanism: Mechanism,
        (epsilon, delta): (u64, u64),
        each: u64,
        cells: u64,
    ) -> Option<Self> {
        let lowest = (cells as f64 / INVENTED).ln();
        match mechanism {
            // One person changes `each` counts by 1: the scale is each / ε.
            Mechanism::Laplace => {
                let scale = each as f64 * MILLION as f64 / epsilon as f64;
                Some(Self {
                    mechanism,
                    numerator: BigUint::from(each) * MILLION,
                    denominator: BigUint::from(epsilon),
                    // The chance of z ≥ τ is below exp(−τ / scale).
                    threshold: (scale * lowest).ceil() as i64 + 1,
                    error_thousandths: (scale * 1000.0).ceil() as u64,
                })
            }
            // ρ-concentrated privacy gives (ρ + 2·√(ρ·ln(1/δ)), δ); the squares of the changes add up
            // to `each`, so σ² = each / 2ρ.
            Mechanism::Gaussian => {
                let least = -(delta as f64 / 1e12).ln();
                let root = (least + epsilon as f64 / MILLION as f64).sqrt() - least.sqrt();
                let rho = (root * root * BILLION as f64 * (1.0 - 1e-9)).floor() as u64;
                let rho = Some(rho).filter(|&rho| rho > 0 && delta > 0)?;
                let variance = each as f64 * BILLION as f64 / (2.0 * rho as f64);
                Some(Self {
                    mechanism,
                    numerator: BigUint::from(each) * BILLION,
                    denominator: BigUint::from(2 * rho),
                    // The discrete Gaussian is subgaussian: the chance of z ≥ τ is at most
                    // exp(−τ² / 2σ²).
                    threshold: (2.0 * variance * lowest).sqrt().ceil() as i64 + 1,
                    error_thousandths: (variance.sqrt() * 798.0).ceil() as u64,
                })
            }
        }
    }

    /// One draw.
    pub(super) fn draw(&self, random: &mut dyn super::RandomBytes) -> BigInt {
        match self.mechanism {
            Mechanism::Laplace => super::laplace(&self.numerator, &self.denominator, random),
            Mechanism::Gaussian => super::gaussian(&self.numerator, &self.denominator, random),
        }
    }
}
