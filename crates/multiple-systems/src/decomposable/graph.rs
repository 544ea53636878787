//! Decomposable (chordal) graphs on a few lists.
//!
//! A graph is kept as signs of sets of lists: its likelihood is the product of the terms of the
//! sets with a plus (cliques) over those with a minus (separators). Graphs that are not chordal
//! must never get in: for them the product is no probability.

use crate::stepwise::pairs;

/// The most lists whose graphs are enumerated.
pub const MOST_LISTS: usize = 6;

/// A decomposable graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decomposable {
    neighbours: Vec<u16>,
    terms: Vec<(u16, i32)>,
}

impl Decomposable {
    /// The joined pairs of lists, as bits.
    #[must_use]
    pub fn pairs(&self) -> Vec<u16> {
        let joined = |pair: &u16| {
            let (first, rest) = (pair.trailing_zeros(), pair & (pair - 1));
            self.neighbours[first as usize] & rest != 0
        };
        pairs(self.neighbours.len())
            .into_iter()
            .filter(joined)
            .collect()
    }

    /// Sets of lists with the power to which their terms enter the likelihood.
    pub(super) fn terms(&self) -> &[(u16, i32)] {
        &self.terms
    }

    /// The graph with these neighbours, if it is chordal: visiting lists by the number of visited
    /// neighbours, those neighbours must be joined among themselves (Tarjan & Yannakakis 1984).
    fn new(neighbours: Vec<u16>) -> Option<Self> {
        let lists = neighbours.len();
        let mut visited = 0u16;
        let mut powers = vec![0; 1 << lists];
        for _ in 0..lists {
            let unvisited = (0..lists).filter(|list| visited >> list & 1 == 0);
            let next = unvisited.max_by_key(|&list| (neighbours[list] & visited).count_ones())?;
            let before = neighbours[next] & visited;
            let complete = (0..lists)
                .filter(|list| before >> list & 1 == 1)
                .all(|list| (before & !(1 << list)) & !neighbours[list] == 0);
            if !complete {
                return None;
            }
            powers[usize::from(before | 1 << next)] += 1;
            powers[usize::from(before)] -= 1;
            visited |= 1 << next;
        }
        let powers = powers
            .into_iter()
            .enumerate()
            .filter(|&(_, power)| power != 0);
        Some(Self {
            neighbours,
            terms: powers.map(|(set, power)| (set as u16, power)).collect(),
        })
    }
}

/// All decomposable graphs on `lists` lists.
pub(super) fn all(lists: usize) -> Vec<Decomposable> {
    let pairs = pairs(lists);
    let graph = |chosen: u32| {
        let mut neighbours = vec![0u16; lists];
        for (place, pair) in pairs.iter().enumerate() {
            if chosen >> place & 1 == 1 {
                let first = pair.trailing_zeros() as usize;
                let second = 15 - pair.leading_zeros() as usize;
                neighbours[first] |= 1 << second;
                neighbours[second] |= 1 << first;
            }
        }
        Decomposable::new(neighbours)
    };
    (0..1u32 << pairs.len()).filter_map(graph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_there_are_labelled_chordal_graphs() {
        // Wormald (1985): 2, 8, 61, 822, 18154.
        for (lists, number) in [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154)] {
            assert_eq!(all(lists).len(), number);
        }
    }

    #[test]
    fn the_saturated_graph_is_one_clique() {
        let graphs = all(4);
        let saturated = graphs
            .iter()
            .find(|graph| graph.pairs().len() == 6)
            .expect("it is there");
        assert_eq!(saturated.terms(), [(0, -1), (0b1111, 1)]);
    }
}
