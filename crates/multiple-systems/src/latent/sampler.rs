//! One blocked Gibbs chain of the latent-class model.
//!
//! Priors are those of the method's author: uniform capture probabilities, α ~ Gamma(¼, ¼), and
//! 1/N for the population. The state is counts per class; nobody is followed one by one.

use super::multinomial::split;
use crate::CaptureTable;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, Poisson};

/// Shape and rate of the prior of α.
const CONCENTRATION: f64 = 0.25;

/// More unseen people than this are a chain that ran away; the draw is kept at this.
const MOST_UNSEEN: f64 = 1e12;

/// The state of a chain.
pub(super) struct Sampler {
    generator: ChaCha8Rng,
    lists: usize,
    classes: usize,
    seen: u64,
    cells: Vec<(u16, u64)>,
    /// Weight of each class.
    weights: Vec<f64>,
    /// Share of the stick that each class leaves to those after it.
    left: Vec<f64>,
    /// Capture probability per class and list.
    captures: Vec<f64>,
    concentration: f64,
    unseen: u64,
    unseen_by_class: Vec<u64>,
    people: Vec<u64>,
    captured: Vec<u64>,
    split: Vec<u64>,
    chances: Vec<f64>,
}

impl Sampler {
    pub(super) fn new(table: &CaptureTable, classes: usize, generator: ChaCha8Rng) -> Self {
        let lists = table.lists();
        let seen = table.observed();
        let cells = table
            .counts()
            .iter()
            .enumerate()
            .filter(|&(_, &count)| count > 0);
        let share = |list: usize| table.people_on(1 << list) as f64 / seen as f64;
        let shares: Vec<f64> = (0..lists)
            .map(|list| share(list).clamp(0.001, 0.999))
            .collect();
        let captures = shares.repeat(classes);
        Self {
            generator,
            lists,
            classes,
            seen,
            cells: cells.map(|(cell, &count)| (cell as u16, count)).collect(),
            weights: first_weights(classes),
            left: vec![0.5; classes],
            captures,
            concentration: 0.3 / classes as f64,
            unseen: 0,
            unseen_by_class: vec![0; classes],
            people: vec![0; classes],
            captured: vec![0; classes * lists],
            split: vec![0; classes],
            chances: vec![0.0; classes],
        }
    }

    /// People in all at the present state.
    pub(super) fn population(&self) -> f64 {
        (self.seen + self.unseen) as f64
    }

    /// One sweep over all unknowns; the concentration is drawn when `free`.
    pub(super) fn update(&mut self, free: bool) {
        self.assign_seen();
        self.draw_captures();
        self.draw_weights();
        self.swap_neighbours();
        self.draw_unseen();
        if free {
            let rate = CONCENTRATION - self.weights[self.classes - 1].max(1e-300).ln();
            let shape = CONCENTRATION + self.classes as f64 - 1.0;
            self.concentration = gamma(&mut self.generator, shape) / rate;
        }
    }

    /// Splits every cell over the classes.
    fn assign_seen(&mut self) {
        self.people.copy_from_slice(&self.unseen_by_class);
        self.captured.fill(0);
        // Weight of being on no list, to be multiplied by odds for each list that captured.
        let none: Vec<f64> = (0..self.classes)
            .map(|class| self.weight_of_none(class))
            .collect();
        for &(cell, count) in &self.cells {
            for (class, chance) in self.chances.iter_mut().enumerate() {
                let captures = &self.captures[class * self.lists..(class + 1) * self.lists];
                let odds = captures
                    .iter()
                    .enumerate()
                    .filter(|(list, _)| cell >> list & 1 == 1);
                *chance = odds.fold(none[class], |product, (_, p)| product * p / (1.0 - p));
            }
            self.split.fill(0);
            split(&mut self.generator, count, &self.chances, &mut self.split);
            for (class, &assigned) in self.split.iter().enumerate().filter(|(_, n)| **n > 0) {
                self.people[class] += assigned;
                for list in (0..self.lists).filter(|list| cell >> list & 1 == 1) {
                    self.captured[class * self.lists + list] += assigned;
                }
            }
        }
    }

    fn weight_of_none(&self, class: usize) -> f64 {
        let captures = &self.captures[class * self.lists..(class + 1) * self.lists];
        captures
            .iter()
            .fold(self.weights[class], |product, p| product * (1.0 - p))
    }

    fn draw_captures(&mut self) {
        for class in 0..self.classes {
            let people = self.people[class];
            for list in 0..self.lists {
                let place = class * self.lists + list;
                let captured = self.captured[place];
                let draw = if people == 0 {
                    self.generator.random::<f64>()
                } else {
                    let on = gamma(&mut self.generator, 1.0 + captured as f64);
                    let off = gamma(&mut self.generator, 1.0 + (people - captured) as f64);
                    on / (on + off)
                };
                self.captures[place] = draw.clamp(1e-12, 1.0 - 1e-12);
            }
        }
    }

    /// Breaks the stick anew.
    fn draw_weights(&mut self) {
        let mut after = self.seen + self.unseen;
        for class in 0..self.classes - 1 {
            after -= self.people[class];
            let people = self.people[class];
            let left = if after == 0 && people == 0 {
                // Beta(α, 1) by inversion.
                self.generator
                    .random::<f64>()
                    .powf(1.0 / self.concentration.max(1e-12))
            } else {
                let taken = gamma(&mut self.generator, 1.0 + people as f64);
                let rest = gamma(&mut self.generator, self.concentration + after as f64);
                rest / (taken + rest)
            };
            self.left[class] = left;
        }
        self.weigh();
    }

    /// The weights that follow from the breaks of the stick.
    fn weigh(&mut self) {
        let mut stick = 1.0;
        for class in 0..self.classes - 1 {
            self.weights[class] = stick * (1.0 - self.left[class]);
            stick *= self.left[class];
        }
        self.weights[self.classes - 1] = stick;
    }

    /// Proposes to exchange two classes next to each other on the stick, with their pieces
    /// (Papaspiliopoulos & Roberts 2008, move 2): the sampler alone hardly ever reorders them.
    fn swap_neighbours(&mut self) {
        if self.classes < 3 {
            return;
        }
        let class = self.generator.random_range(0..self.classes - 2);
        let (one, two) = (self.people[class] as f64, self.people[class + 1] as f64);
        let log_ratio = one * self.left[class + 1].ln() - two * self.left[class].ln();
        let chance: f64 = self.generator.random();
        if log_ratio.is_nan() || chance.ln() >= log_ratio {
            return;
        }
        self.left.swap(class, class + 1);
        self.weigh();
        for list in 0..self.lists {
            self.captures
                .swap(class * self.lists + list, (class + 1) * self.lists + list);
        }
    }

    /// Draws how many are unseen, a negative binomial, and their classes.
    fn draw_unseen(&mut self) {
        for class in 0..self.classes {
            self.chances[class] = self.weight_of_none(class);
        }
        let none: f64 = self.chances.iter().sum::<f64>().min(1.0 - 1e-12);
        let mean = gamma(&mut self.generator, self.seen as f64) * none / (1.0 - none);
        self.unseen = match Poisson::new(mean.min(MOST_UNSEEN)) {
            Ok(poisson) => poisson.sample(&mut self.generator) as u64,
            Err(_) => 0,
        };
        self.unseen_by_class.fill(0);
        split(
            &mut self.generator,
            self.unseen,
            &self.chances,
            &mut self.unseen_by_class,
        );
    }
}

/// A start as in the author's program: most of the weight on the first four classes.
fn first_weights(classes: usize) -> Vec<f64> {
    let first = classes.min(4);
    let rest = classes - first;
    let head = if rest == 0 { 1.0 } else { 0.9 };
    let weight = |class| {
        if class < first {
            head / first as f64
        } else {
            0.1 / rest as f64
        }
    };
    (0..classes).map(weight).collect()
}

/// A gamma variate of rate one.
fn gamma(generator: &mut ChaCha8Rng, shape: f64) -> f64 {
    Gamma::new(shape, 1.0)
        .expect("a positive shape")
        .sample(generator)
        .max(1e-300)
}
