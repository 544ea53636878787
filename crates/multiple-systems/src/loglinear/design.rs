//! A model met with data: which effects are finite and which cells remain.
//!
//! An effect in whose overlap nobody was seen is −∞; every cell that contains it has mean zero
//! and leaves the table (Chan, Silverman & Vincent 2021, section 2.2). The design must never
//! depend on the order of rows.

use super::{Model, superset_sums};

/// Finite effects, cells that remain, and effects at −∞, for one model and one set of counts.
#[derive(Debug, Clone)]
pub struct Design {
    lists: usize,
    effects: Vec<u16>,
    empty: Vec<u16>,
    retained: Vec<bool>,
    margins: Vec<f64>,
}

impl Design {
    /// The design of `model` for `counts` (all 2ᵗ cells in order of their bits).
    #[must_use]
    pub fn new(counts: &[u64], model: &Model) -> Self {
        let mut margins: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
        superset_sums(&mut margins);
        Self::with_margins(margins, model)
    }

    /// As [`Design::new`], from the margins: `margins[bits]` is the number of people on all lists
    /// of `bits`.
    #[must_use]
    pub fn with_margins(margins: Vec<f64>, model: &Model) -> Self {
        let lists = margins.len().trailing_zeros() as usize;
        let mut design = Self {
            lists,
            effects: Vec::with_capacity(model.parameters(lists)),
            empty: Vec::new(),
            retained: vec![true; margins.len()],
            margins,
        };
        design.retained[0] = false;
        for list in 0..lists {
            design.admit(1 << list);
        }
        for &effect in model.interactions() {
            design.admit(effect);
        }
        // The intercept comes last so that its variance is the last pivot of the decomposition.
        design.effects.push(0);
        design
    }

    /// Adds one interaction.
    pub fn add(&mut self, effect: u16) {
        self.effects.pop();
        self.admit(effect);
        self.effects.push(0);
    }

    fn admit(&mut self, effect: u16) {
        if self.margins[usize::from(effect)] > 0.0 {
            self.effects.push(effect);
            return;
        }
        self.empty.push(effect);
        for (cell, retained) in self.retained.iter_mut().enumerate() {
            *retained &= cell as u16 & effect != effect;
        }
    }

    /// Number of lists.
    #[must_use]
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// The finite effects; the intercept (0) is the last.
    #[must_use]
    pub fn effects(&self) -> &[u16] {
        &self.effects
    }

    /// The interactions and main effects at −∞.
    #[must_use]
    pub fn empty_overlaps(&self) -> &[u16] {
        &self.empty
    }

    /// Whether `cell` has a mean above zero; the unseen cell 0 is not among them.
    #[must_use]
    pub fn retains(&self, cell: usize) -> bool {
        self.retained[cell]
    }

    /// People on all lists of each set of bits.
    #[must_use]
    pub fn margins(&self) -> &[f64] {
        &self.margins
    }
}
