//! The posterior of effects: Poisson counts and normal priors.
//!
//! With proper priors every effect is finite and no cell leaves the table. The unseen cell must
//! stay out of the likelihood.

use crate::CaptureTable;
use crate::loglinear::{Cholesky, subset_sums, superset_sums};

/// Prior precision of the intercept and the main effects.
const MAIN_PRECISION: f64 = 1e-4;

/// Prior precision of interactions.
const INTERACTION_PRECISION: f64 = 1.0;

/// Minus the logarithm of a posterior density, its mode and the curvature there.
pub(super) struct Target {
    effects: Vec<u16>,
    margins: Vec<f64>,
    pub(super) mode: Vec<f64>,
    pub(super) curvature: Cholesky,
}

/// Buffers for evaluations.
#[derive(Clone)]
pub(super) struct Buffers {
    means: Vec<f64>,
}

impl Target {
    /// The posterior with intercept, main effects and interactions between `pairs`.
    pub(super) fn new(table: &CaptureTable, pairs: &[u16]) -> Self {
        let mut margins: Vec<f64> = table.counts().iter().map(|&count| count as f64).collect();
        superset_sums(&mut margins);
        let mains = (0..table.lists()).map(|list| 1u16 << list);
        let effects: Vec<u16> = std::iter::once(0)
            .chain(mains)
            .chain(pairs.iter().copied())
            .collect();
        let mut target = Self {
            effects,
            margins,
            mode: Vec::new(),
            curvature: Cholesky::default(),
        };
        target.find_mode();
        target
    }

    /// The effects as bits, the intercept first.
    pub(super) fn effects(&self) -> &[u16] {
        &self.effects
    }

    pub(super) fn buffers(&self) -> Buffers {
        Buffers {
            means: vec![0.0; self.margins.len()],
        }
    }

    fn precision(&self, place: usize) -> f64 {
        if self.effects[place].count_ones() < 2 {
            MAIN_PRECISION
        } else {
            INTERACTION_PRECISION
        }
    }

    /// Minus the log density at `point`, up to a constant; its gradient goes to `gradient`.
    pub(super) fn energy(&self, point: &[f64], gradient: &mut [f64], buffers: &mut Buffers) -> f64 {
        let means = &mut buffers.means;
        means.fill(0.0);
        for (&effect, value) in self.effects.iter().zip(point) {
            means[usize::from(effect)] = *value;
        }
        subset_sums(means);
        means.iter_mut().for_each(|value| *value = value.exp());
        means[0] = 0.0;
        superset_sums(means);
        let mut energy = means[0];
        for (place, (&effect, value)) in self.effects.iter().zip(point).enumerate() {
            let margin = self.margins[usize::from(effect)];
            let pull = self.precision(place) * value;
            energy += 0.5 * pull * value - margin * value;
            gradient[place] = means[usize::from(effect)] - margin + pull;
        }
        energy
    }

    fn curve(&mut self, means: &[f64]) {
        let precisions: Vec<f64> = (0..self.effects.len()).map(|p| self.precision(p)).collect();
        let effects = &self.effects;
        self.curvature.fill(effects.len(), |row, column| {
            let prior = if row == column { precisions[row] } else { 0.0 };
            means[usize::from(effects[row] | effects[column])] + prior
        });
    }

    /// Newton's method with halved steps; the density is log-concave, so this cannot fail.
    fn find_mode(&mut self) {
        let mut buffers = self.buffers();
        let order = self.effects.len();
        let seen = self.margins[0];
        let mut point: Vec<f64> = vec![0.0; order];
        point[0] = (3.0 * seen).ln();
        for (value, &effect) in point.iter_mut().zip(&self.effects).skip(1) {
            if effect.count_ones() == 1 {
                *value = (self.margins[usize::from(effect)] / (3.0 * seen)).ln();
            }
        }
        let mut gradient = vec![0.0; order];
        let mut energy = self.energy(&point, &mut gradient, &mut buffers);
        for _ in 0..100 {
            let means = buffers.means.clone();
            self.curve(&means);
            self.curvature.decompose();
            let mut step = gradient.clone();
            self.curvature.forward(&mut step);
            let decrement: f64 = step.iter().map(|value| value * value).sum();
            self.curvature.backward(&mut step);
            if decrement < 1e-16 {
                break;
            }
            let mut share = 1.0;
            while share > 1e-9 {
                let trial: Vec<f64> = point
                    .iter()
                    .zip(&step)
                    .map(|(p, s)| p - share * s)
                    .collect();
                let next = self.energy(&trial, &mut gradient, &mut buffers);
                if next < energy || decrement < 1e-6 {
                    (point, energy) = (trial, next);
                    break;
                }
                share /= 2.0;
            }
        }
        self.mode = point;
    }
}
