//! Draws of the linkage: partitions as probable as their odds, so that the doubt about links
//! reaches every number that is made of them (Sadinle 2017; Tancredi & Liseo 2011).
//!
//! A Gibbs sampler moves one row at a time to a cluster, or alone, with the probability that the
//! others leave it. The same seed gives the same draws.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::partition::{Graph, Partition};

/// Passes over all rows before the first draw.
const BURN_IN: usize = 60;
/// Passes over all rows between two draws.
const BETWEEN: usize = 6;

/// `count` draws, starting from a partition.
pub(crate) fn draw(graph: &Graph, start: &Partition, count: usize, seed: u64) -> Vec<Partition> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut partition = start.clone();
    let nodes: Vec<usize> = (0..graph.nodes())
        .filter(|node| !graph.is_lonely(*node))
        .collect();
    (0..count)
        .map(|index| {
            for _ in 0..if index == 0 { BURN_IN } else { BETWEEN } {
                for node in &nodes {
                    redraw(graph, &mut partition, *node, &mut random);
                }
            }
            partition.clone()
        })
        .collect()
}

/// Draws the cluster of one node, given all others.
fn redraw(graph: &Graph, partition: &mut Partition, node: usize, random: &mut ChaCha8Rng) {
    partition.leave(graph, node);
    let mut choices: Vec<usize> = graph
        .neighbours(node)
        .map(|neighbour| partition.cluster_of(neighbour))
        .collect();
    choices.sort_unstable();
    choices.dedup();
    let weights: Vec<(usize, f64)> = choices
        .into_iter()
        .filter_map(|cluster| {
            let gain = partition.gain(graph, node, cluster)?;
            Some((cluster, gain.min(60.0).exp()))
        })
        .collect();
    let total: f64 = 1.0 + weights.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut left = random.random::<f64>() * total - 1.0;
    if left < 0.0 {
        return;
    }
    for (cluster, weight) in weights {
        left -= weight;
        if left < 0.0 {
            partition.join(graph, node, cluster);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::odds::Weighted;
    use super::*;

    /// Two lists of two rows with even odds everywhere: seven matchings, all equally probable.
    #[test]
    fn draws_are_as_frequent_as_they_are_probable() {
        let edges: Vec<Weighted> = [(0, 2), (0, 3), (1, 2), (1, 3)]
            .into_iter()
            .map(|(one, other)| Weighted {
                one,
                other,
                log_odds: 0.0,
            })
            .collect();
        let graph = Graph::new(vec![0, 0, 1, 1], &edges);
        let draws = draw(&graph, &Partition::alone(4), 7_000, 11);
        let of_size = |size: usize| {
            draws
                .iter()
                .filter(|d| d.clusters().count() == size)
                .count()
        };
        // One matching without links, four with one link, two with two: standard deviation ≤ 42.
        assert!(of_size(4).abs_diff(1_000) < 200, "{}", of_size(4));
        assert!(of_size(3).abs_diff(4_000) < 250, "{}", of_size(3));
        assert!(of_size(2).abs_diff(2_000) < 250, "{}", of_size(2));
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let edges = [Weighted {
            one: 0,
            other: 1,
            log_odds: 0.0,
        }];
        let graph = Graph::new(vec![0, 1], &edges);
        let linked = |seed| -> Vec<usize> {
            let draws = draw(&graph, &Partition::alone(2), 50, seed);
            draws.iter().map(|draw| draw.clusters().count()).collect()
        };
        assert_eq!(linked(4), linked(4));
        assert_ne!(linked(4), linked(5));
    }
}
