//! The best clusters for more than two lists.
//!
//! Clusters grow from the surest pair on, and then single rows move as long as that helps; exact
//! optimisation is NP-hard from three lists on. Ties are settled by the order of the rows.

use super::odds::Weighted;
use super::partition::{Graph, Partition};

/// Passes over all rows in which single rows may move.
const PASSES: usize = 20;

/// A partition that no merger of clusters along an edge and no move of a single row improves, as
/// far as was looked. Only gains above `threshold` count.
pub(crate) fn cluster(graph: &Graph, edges: &[Weighted], threshold: f64) -> Partition {
    let mut partition = Partition::alone(graph.nodes());
    let mut order: Vec<&Weighted> = edges
        .iter()
        .filter(|edge| edge.log_odds > threshold)
        .collect();
    order.sort_by(|one, other| {
        let by_odds = other.log_odds.total_cmp(&one.log_odds);
        by_odds.then((one.one, one.other).cmp(&(other.one, other.other)))
    });
    for edge in order {
        let (one, other) = (
            partition.cluster_of(edge.one),
            partition.cluster_of(edge.other),
        );
        if one != other
            && partition
                .merge_gain(graph, one, other)
                .is_some_and(|gain| gain > threshold)
        {
            partition.merge(graph, one.min(other), one.max(other));
        }
    }
    for _ in 0..PASSES {
        let moved = (0..graph.nodes())
            .filter(|node| {
                !graph.is_lonely(*node) && improve(graph, &mut partition, *node, threshold)
            })
            .count();
        if moved == 0 {
            break;
        }
    }
    partition
}

/// Moves one node where it is worth most; whether it moved.
fn improve(graph: &Graph, partition: &mut Partition, node: usize, threshold: f64) -> bool {
    let before = partition.members_with(node).to_vec();
    partition.leave(graph, node);
    let best = graph
        .neighbours(node)
        .map(|neighbour| partition.cluster_of(neighbour))
        .filter_map(|cluster| Some((partition.gain(graph, node, cluster)?, cluster)))
        .filter(|(gain, _)| *gain > threshold)
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    if let Some((_, cluster)) = best {
        partition.join(graph, node, cluster);
    }
    partition.members_with(node) != before
}
