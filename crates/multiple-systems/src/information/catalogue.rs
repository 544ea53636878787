//! All hierarchical models.
//!
//! A hierarchical model holds, with every interaction, all interactions inside it. With all main
//! effects there are 8 over three lists, 113 over four without the saturated one, 1,024 of pairs
//! over five. The catalogue must never be cut short silently: there is none when there are more
//! than [`MOST_MODELS`].

use crate::loglinear::Model;

/// The most models that are fitted one by one.
pub const MOST_MODELS: usize = 40_000;

/// All hierarchical models over some lists up to an order of interaction.
#[derive(Debug, Clone)]
pub struct Catalogue {
    models: Vec<Model>,
}

impl Catalogue {
    /// The catalogue, or `None` when it would hold more than [`MOST_MODELS`].
    #[must_use]
    pub fn new(lists: usize, order: u32) -> Option<Self> {
        Self::within(lists, order, MOST_MODELS)
    }

    /// As [`Catalogue::new`] with another limit.
    pub(super) fn within(lists: usize, order: u32, most_models: usize) -> Option<Self> {
        let sizes = 2..=order;
        let mut effects: Vec<u16> = (1..1u32 << lists)
            .map(|bits| bits as u16)
            .filter(|bits| sizes.contains(&bits.count_ones()))
            .collect();
        effects.sort_by_key(|effect| (effect.count_ones(), *effect));
        let mut sets: Vec<Vec<u16>> = vec![Vec::new()];
        for effect in effects {
            let closed = |set: &&Vec<u16>| facets(effect).all(|facet| set.contains(&facet));
            let larger: Vec<Vec<u16>> = sets
                .iter()
                .filter(closed)
                .map(|set| [set.as_slice(), &[effect]].concat())
                .collect();
            sets.extend(larger);
            if sets.len() > most_models {
                return None;
            }
        }
        let model = |set| Model::new(set, lists).expect("interactions of known lists, each once");
        Some(Self {
            models: sets.into_iter().map(model).collect(),
        })
    }

    /// The models.
    #[must_use]
    pub fn models(self) -> Vec<Model> {
        self.models
    }
}

/// The interactions with one list less, pairs and up.
pub(super) fn facets(effect: u16) -> impl Iterator<Item = u16> {
    let lists = (0..16).filter(move |list| effect >> list & 1 == 1);
    lists
        .map(move |list| effect & !(1 << list))
        .filter(|facet| facet.count_ones() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_the_literature() {
        let size = |lists, order| Catalogue::new(lists, order).map(|c| c.models.len());
        assert_eq!(size(3, 2), Some(8));
        assert_eq!(size(4, 3), Some(113));
        assert_eq!(size(4, 4), Some(114));
        assert_eq!(size(5, 2), Some(1_024));
        // Monotone Boolean functions of five variables that hold all singletons: 6,894.
        assert_eq!(size(5, 5), Some(6_894));
        assert_eq!(size(7, 2), None);
    }
}
