//! Which interactions are in a model.
//!
//! The intercept and all main effects are always in; a model must never be without them.

use crate::{CaptureTable, Error};

/// A set of interactions between two or more lists, each a set of bits, in a meaningful order
/// (order of entry for stepwise selection).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Model {
    interactions: Vec<u16>,
}

impl Model {
    /// The model of main effects alone: lists are independent.
    #[must_use]
    pub fn independence() -> Self {
        Self::default()
    }

    /// The model with these interactions, as they are, without closing it downward.
    ///
    /// # Errors
    /// [`Error::Effect`] for an interaction of fewer than two lists or of lists that do not exist.
    pub fn new(interactions: Vec<u16>, lists: usize) -> Result<Self, Error> {
        for (position, &effect) in interactions.iter().enumerate() {
            let known = usize::from(effect) < 1 << lists && effect.count_ones() >= 2;
            if !known || interactions[..position].contains(&effect) {
                return Err(Error::Effect {
                    effect: format!("{effect:b}"),
                });
            }
        }
        Ok(Self { interactions })
    }

    /// The smallest hierarchical model with these interactions: every interaction brings all its
    /// subsets of two or more lists.
    #[must_use]
    pub fn generated_by(generators: &[u16]) -> Self {
        let largest = generators.iter().copied().max().unwrap_or(0);
        let below = |effect: u16| generators.iter().any(|&top| top & effect == effect);
        let mut interactions: Vec<u16> = (0..=largest)
            .filter(|effect| effect.count_ones() >= 2 && below(*effect))
            .collect();
        interactions.sort_by_key(|effect| (effect.count_ones(), *effect));
        Self { interactions }
    }

    /// Parses "A·B" (or "A*B", "A:B") with the names of the lists of `table`.
    ///
    /// # Errors
    /// [`Error::Effect`] or [`Error::UnknownList`].
    pub fn parse_effect(text: &str, table: &CaptureTable) -> Result<u16, Error> {
        let mut effect = 0_u16;
        for name in text.split(['·', '*', ':']) {
            effect |= 1 << table.position(name)?;
        }
        if effect.count_ones() < 2 {
            return Err(Error::Effect {
                effect: text.to_owned(),
            });
        }
        Ok(effect)
    }

    /// The interactions, in order.
    #[must_use]
    pub fn interactions(&self) -> &[u16] {
        &self.interactions
    }

    /// This model with one more interaction at the end.
    #[must_use]
    pub fn with(&self, effect: u16) -> Self {
        let mut interactions = self.interactions.clone();
        interactions.push(effect);
        Self { interactions }
    }

    /// The interactions that are in no other one: the usual short name of a hierarchical model.
    #[must_use]
    pub fn generators(&self) -> Vec<u16> {
        let inside = |effect: u16| {
            let mut others = self.interactions.iter();
            others.any(|&other| other != effect && other & effect == effect)
        };
        self.interactions
            .iter()
            .copied()
            .filter(|&effect| !inside(effect))
            .collect()
    }

    /// Number of effects over `lists` lists, intercept and main effects included.
    #[must_use]
    pub fn parameters(&self, lists: usize) -> usize {
        1 + lists + self.interactions.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generators_bring_their_subsets_and_nothing_else() {
        let model = Model::generated_by(&[0b0111, 0b1001]);
        assert_eq!(
            model.interactions(),
            [0b0011, 0b0101, 0b0110, 0b1001, 0b0111]
        );
        assert_eq!(model.generators(), [0b1001, 0b0111]);
        assert_eq!(model.parameters(4), 10);
    }

    #[test]
    fn refuses_effects_of_one_list_or_beyond_the_lists() {
        assert!(Model::new(vec![0b1], 3).is_err());
        assert!(Model::new(vec![0b1001], 3).is_err());
        assert!(Model::new(vec![0b11, 0b11], 3).is_err());
    }
}
