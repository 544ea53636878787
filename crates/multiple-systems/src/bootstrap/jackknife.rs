//! Acceleration by leaving out one person at a time.
//!
//! Everybody with the same capture history gives the same estimate, so one run per seen
//! combination is enough; each counts as often as it has people.

use super::Estimator;
use crate::CaptureTable;
use crate::loglinear::Fitter;
use rayon::prelude::*;

/// The acceleration of DiCiccio & Efron (1996, equation 6.6), or `None` when leaving out one
/// person makes the estimate run away, or when nothing changes at all.
pub(super) fn acceleration(table: &CaptureTable, estimator: &dyn Estimator) -> Option<f64> {
    let seen: Vec<usize> = (0..table.counts().len())
        .filter(|&cell| table.counts()[cell] > 0)
        .collect();
    let without = |fitter: &mut Fitter, cell: usize| {
        let mut counts = table.counts().to_vec();
        counts[cell] -= 1;
        estimator.population(&counts, fitter)
    };
    let estimates: Vec<f64> = seen
        .par_iter()
        .map_init(
            || Fitter::new(table.lists()),
            |fitter, &cell| without(fitter, cell),
        )
        .collect();
    let weights = || seen.iter().map(|&cell| table.counts()[cell] as f64);
    let mean = weights()
        .zip(&estimates)
        .map(|(weight, value)| weight * value)
        .sum::<f64>()
        / table.observed() as f64;
    let moment = |power: i32| -> f64 {
        weights()
            .zip(&estimates)
            .map(|(weight, value)| weight * (mean - value).powi(power))
            .sum()
    };
    let acceleration = moment(3) / (6.0 * moment(2).powf(1.5));
    acceleration.is_finite().then_some(acceleration)
}
