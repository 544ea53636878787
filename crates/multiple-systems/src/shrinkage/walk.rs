//! Hamiltonian Monte Carlo in coordinates in which the posterior is nearly round.
//!
//! Coordinates are scaled by the curvature at the mode, so a few steps of fixed length reach the
//! other side of the posterior. Acceptance must be exact: the energy is never approximated.

use super::posterior::{Buffers, Target};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

/// Steps of one trajectory; the length of each is drawn anew.
const STEPS: usize = 6;

/// One chain.
pub(super) struct Walk<'a> {
    target: &'a Target,
    generator: ChaCha8Rng,
    buffers: Buffers,
    /// Place in round coordinates, and as effects.
    place: Vec<f64>,
    effects: Vec<f64>,
    energy: f64,
    gradient: Vec<f64>,
}

impl<'a> Walk<'a> {
    /// Starts at a point drawn around the mode, twice as wide as the posterior.
    pub(super) fn new(target: &'a Target, mut generator: ChaCha8Rng) -> Self {
        let order = target.mode.len();
        let normal = |generator: &mut ChaCha8Rng| -> f64 { StandardNormal.sample(generator) };
        let place: Vec<f64> = (0..order).map(|_| 2.0 * normal(&mut generator)).collect();
        let mut walk = Self {
            target,
            generator,
            buffers: target.buffers(),
            place,
            effects: target.mode.clone(),
            energy: 0.0,
            gradient: vec![0.0; order],
        };
        let place = walk.place.clone();
        walk.energy = walk.evaluate(&place);
        walk
    }

    /// Energy at a place; leaves the gradient in round coordinates and the effects.
    fn evaluate(&mut self, place: &[f64]) -> f64 {
        self.effects.copy_from_slice(place);
        self.target.curvature.backward(&mut self.effects);
        for (effect, mode) in self.effects.iter_mut().zip(&self.target.mode) {
            *effect += mode;
        }
        let energy = self
            .target
            .energy(&self.effects, &mut self.gradient, &mut self.buffers);
        self.target.curvature.forward(&mut self.gradient);
        energy
    }

    /// One trajectory; the effects where the chain now is.
    pub(super) fn step(&mut self) -> &[f64] {
        let (old_effects, old_gradient) = (self.effects.clone(), self.gradient.clone());
        let mut place = self.place.clone();
        let mut momentum: Vec<f64> = place
            .iter()
            .map(|_| StandardNormal.sample(&mut self.generator))
            .collect();
        let kinetic = |momentum: &[f64]| momentum.iter().map(|p| p * p / 2.0).sum::<f64>();
        let before = self.energy + kinetic(&momentum);
        let length: f64 = self.generator.random_range(0.1..0.5);
        let mut energy = self.energy;
        for _ in 0..STEPS {
            push(&mut momentum, -length / 2.0, &self.gradient);
            push(&mut place, length, &momentum);
            energy = self.evaluate(&place);
            push(&mut momentum, -length / 2.0, &self.gradient);
        }
        let after = energy + kinetic(&momentum);
        let chance: f64 = self.generator.random();
        // Written so that an energy that is not a number is refused.
        if chance.ln() < before - after {
            (self.place, self.energy) = (place, energy);
        } else {
            (self.effects, self.gradient) = (old_effects, old_gradient);
        }
        &self.effects
    }
}

fn push(target: &mut [f64], factor: f64, direction: &[f64]) {
    for (value, change) in target.iter_mut().zip(direction) {
        *value += factor * change;
    }
}
