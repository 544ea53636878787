//! Draws as many people with replacement as were seen.
//!
//! Cells in which nobody was seen must stay empty.

use crate::random::binomial;
use rand::{Rng, RngExt};

/// Above this many people, cells are drawn by binomials instead of person by person.
const PERSON_BY_PERSON: u64 = 20_000;

/// Multinomial resampling of one table.
pub(crate) struct Resampler {
    counts: Vec<u64>,
    total: u64,
    people: Vec<u16>,
}

impl Resampler {
    pub(crate) fn new(counts: &[u64]) -> Self {
        let total = counts.iter().sum();
        let mut people = Vec::new();
        if total <= PERSON_BY_PERSON {
            for (cell, &count) in counts.iter().enumerate() {
                people.extend(std::iter::repeat_n(cell as u16, count as usize));
            }
        }
        Self {
            counts: counts.to_vec(),
            total,
            people,
        }
    }

    /// Replaces `counts` by a resample.
    pub(crate) fn draw(&self, generator: &mut impl Rng, counts: &mut Vec<u64>) {
        counts.clear();
        counts.resize(self.counts.len(), 0);
        if self.people.is_empty() {
            self.draw_cells(generator, counts);
            return;
        }
        let size = self.people.len() as u32;
        for _ in 0..size {
            let person = generator.random_range(0..size);
            counts[usize::from(self.people[person as usize])] += 1;
        }
    }

    fn draw_cells(&self, generator: &mut impl Rng, counts: &mut [u64]) {
        let (mut people, mut rest) = (self.total, self.total);
        for (drawn, &count) in counts.iter_mut().zip(&self.counts) {
            if count == 0 || people == 0 {
                continue;
            }
            let chance = (count as f64 / rest as f64).min(1.0);
            *drawn = binomial(generator, people, chance);
            people -= *drawn;
            rest -= count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};

    #[test]
    fn keeps_the_total_and_the_empty_cells_either_way() {
        for scale in [1, 10_000] {
            let original: Vec<u64> = [0, 3, 0, 5, 1, 0, 0, 2].map(|count| count * scale).to_vec();
            let resampler = Resampler::new(&original);
            let mut counts = Vec::new();
            let mut sums = [0.0; 8];
            for index in 0..2_000 {
                resampler.draw(&mut stream(7, Purpose::Bootstrap, index), &mut counts);
                assert_eq!(counts.iter().sum::<u64>(), 11 * scale);
                for (sum, &count) in sums.iter_mut().zip(&counts) {
                    *sum += count as f64 / (2_000 * scale) as f64;
                }
            }
            for (mean, &count) in sums.iter().zip(&original) {
                let expected = (count / scale) as f64;
                // Five standard errors of a binomial mean over 2,000 draws of 11.
                assert!((mean - expected).abs() < 5.0 * (11.0_f64 / 4.0 / 2_000.0).sqrt());
                assert_eq!(*mean == 0.0, count == 0);
            }
        }
    }
}
