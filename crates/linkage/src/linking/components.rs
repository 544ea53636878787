//! People who stand on one list several times: rows joined by probable pairs, however long the chain.
//!
//! Within one list a person may have any number of rows and each may err in another place, so rows
//! that are unlike can still be one person through a third.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::odds::Weighted;

/// Sets of nodes that grow together.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn alone(nodes: usize) -> Self {
        Self {
            parent: (0..nodes).collect(),
        }
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parent[one.max(other)] = one.min(other);
    }

    /// The sets of two nodes or more, in ascending order.
    fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets = vec![Vec::new(); self.parent.len()];
        for node in 0..self.parent.len() {
            let root = self.root(node);
            sets[root].push(node);
        }
        sets.retain(|set| set.len() > 1);
        sets
    }
}

/// The sets of nodes that edges above `threshold` (logarithmic odds) join.
pub(crate) fn components(nodes: usize, edges: &[Weighted], threshold: f64) -> Vec<Vec<usize>> {
    let mut union = Union::alone(nodes);
    for edge in edges.iter().filter(|edge| edge.log_odds > threshold) {
        union.join(edge.one, edge.other);
    }
    union.sets()
}

/// `count` draws in which each edge holds with its probability.
pub(crate) fn draw(
    nodes: usize,
    edges: &[Weighted],
    certainty: &[f64],
    count: usize,
    seed: u64,
) -> Vec<Vec<Vec<usize>>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..count)
        .map(|_| {
            let mut union = Union::alone(nodes);
            for (edge, probability) in edges.iter().zip(certainty) {
                if random.random_bool(probability.clamp(0.0, 1.0)) {
                    union.join(edge.one, edge.other);
                }
            }
            union.sets()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_one_person() {
        let edge = |one, other, log_odds| Weighted {
            one,
            other,
            log_odds,
        };
        let edges = [edge(0, 1, 5.0), edge(1, 2, 5.0), edge(3, 4, -5.0)];
        assert_eq!(components(5, &edges, 0.0), [vec![0, 1, 2]]);
        let certain = draw(5, &edges, &[1.0, 1.0, 0.0], 3, 1);
        assert!(certain.iter().all(|draw| *draw == [vec![0, 1, 2]]));
    }
}
