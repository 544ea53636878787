//! One blocked Gibbs chain of the latent-class model.
//!
//! Priors are those of the method's author: uniform capture probabilities, α ~ Gamma(¼, ¼), and
//! 1/N for the population. The state is counts per class; nobody is followed one by one.

use crate::CaptureTable;
use crate::random::split;
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
    /// Capture probability per list and class, and its odds.
    captures: Vec<f64>,
    odds: Vec<f64>,
    /// Weight of each class times its chance to be on no list.
    none: Vec<f64>,
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
        let captures: Vec<f64> = shares
            .iter()
            .flat_map(|&share| std::iter::repeat_n(share, classes))
            .collect();
        Self {
            generator,
            lists,
            classes,
            seen,
            cells: cells.map(|(cell, &count)| (cell as u16, count)).collect(),
            weights: first_weights(classes),
            left: vec![0.5; classes],
            odds: captures.iter().map(|p| p / (1.0 - p)).collect(),
            none: vec![0.0; classes],
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
        let classes = self.classes;
        self.people.copy_from_slice(&self.unseen_by_class);
        self.captured.fill(0);
        self.weigh_none();
        for &(cell, count) in &self.cells {
            // The weight of being on no list, times the odds of each list that captured.
            self.chances.copy_from_slice(&self.none);
            for list in (0..self.lists).filter(|list| cell >> list & 1 == 1) {
                let odds = &self.odds[list * classes..(list + 1) * classes];
                self.chances
                    .iter_mut()
                    .zip(odds)
                    .for_each(|(chance, odds)| *chance *= odds);
            }
            self.split.fill(0);
            split(&mut self.generator, count, &self.chances, &mut self.split);
            add(&mut self.people, &self.split);
            for list in (0..self.lists).filter(|list| cell >> list & 1 == 1) {
                add(
                    &mut self.captured[list * classes..(list + 1) * classes],
                    &self.split,
                );
            }
        }
    }

    /// The weight of each class times its chance to be on no list.
    fn weigh_none(&mut self) {
        self.none.copy_from_slice(&self.weights);
        for captures in self.captures.chunks_exact(self.classes) {
            self.none
                .iter_mut()
                .zip(captures)
                .for_each(|(none, p)| *none *= 1.0 - p);
        }
    }

    fn draw_captures(&mut self) {
        let classes = (0..self.lists).flat_map(|_| 0..self.classes);
        for (place, class) in classes.enumerate() {
            let (people, captured) = (self.people[class], self.captured[place]);
            let (on, off) = if people == 0 {
                let uniform = self.generator.random_range(1e-12..1.0 - 1e-12);
                (uniform, 1.0 - uniform)
            } else {
                let on = gamma(&mut self.generator, 1.0 + captured as f64);
                let off = gamma(&mut self.generator, 1.0 + (people - captured) as f64);
                (on, off)
            };
            self.captures[place] = (on / (on + off)).clamp(1e-12, 1.0 - 1e-12);
            self.odds[place] = (on / off).clamp(1e-12, 1e12);
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
            let place = list * self.classes + class;
            self.captures.swap(place, place + 1);
            self.odds.swap(place, place + 1);
        }
    }

    /// Draws how many are unseen, a negative binomial, and their classes.
    fn draw_unseen(&mut self) {
        self.weigh_none();
        let none: f64 = self.none.iter().sum::<f64>().min(1.0 - 1e-12);
        let mean = gamma(&mut self.generator, self.seen as f64) * none / (1.0 - none);
        self.unseen = match Poisson::new(mean.min(MOST_UNSEEN)) {
            Ok(poisson) => poisson.sample(&mut self.generator) as u64,
            Err(_) => 0,
        };
        self.unseen_by_class.fill(0);
        split(
            &mut self.generator,
            self.unseen,
            &self.none,
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

fn add(sums: &mut [u64], parts: &[u64]) {
    sums.iter_mut()
        .zip(parts)
        .for_each(|(sum, part)| *sum += part);
}

/// A gamma variate of rate one.
fn gamma(generator: &mut ChaCha8Rng, shape: f64) -> f64 {
    Gamma::new(shape, 1.0)
        .expect("a positive shape")
        .sample(generator)
        .max(1e-300)
}
