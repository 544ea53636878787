//! Which rows of several lists are one person: rows in clusters, no two of them of one list.
//!
//! A cluster of k rows is worth (k − 1) times the mean logarithmic odds of its pairs, the weight of
//! a tree that spans it: for two rows that is the odds themselves, and a third row counts once
//! although it is compared twice. One object serves the best partition and random draws.

use std::collections::BTreeMap;

use super::odds::Weighted;

/// Logarithmic odds of a pair that is no candidate: it was compared and found unlike.
const UNLIKE: f64 = -8.0;

/// The pairs worth considering, by node.
pub(crate) struct Graph {
    /// For each node its neighbours with the logarithmic odds.
    neighbours: Vec<BTreeMap<usize, f64>>,
    /// For each node its list.
    lists: Vec<usize>,
}

impl Graph {
    /// A graph of nodes whose lists are given.
    pub(crate) fn new(lists: Vec<usize>, edges: &[Weighted]) -> Self {
        let mut neighbours = vec![BTreeMap::new(); lists.len()];
        for edge in edges {
            neighbours[edge.one].insert(edge.other, edge.log_odds);
            neighbours[edge.other].insert(edge.one, edge.log_odds);
        }
        Self { neighbours, lists }
    }

    /// The nodes.
    pub(crate) fn nodes(&self) -> usize {
        self.lists.len()
    }

    /// Whether a node has any neighbour.
    pub(crate) fn is_lonely(&self, node: usize) -> bool {
        self.neighbours[node].is_empty()
    }

    /// The neighbours of a node.
    pub(crate) fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> {
        self.neighbours[node].keys().copied()
    }

    fn log_odds(&self, one: usize, other: usize) -> f64 {
        self.neighbours[one].get(&other).copied().unwrap_or(UNLIKE)
    }
}

/// A partition of the nodes.
#[derive(Clone)]
pub(crate) struct Partition {
    /// For each node its cluster.
    cluster_of: Vec<usize>,
    /// For each cluster its nodes; empty ones are unused.
    members: Vec<Vec<usize>>,
    /// For each cluster the sum of logarithmic odds over its pairs.
    sums: Vec<f64>,
    /// The clusters without members.
    unused: Vec<usize>,
}

impl Partition {
    /// Every node alone.
    pub(crate) fn alone(nodes: usize) -> Self {
        Self {
            cluster_of: (0..nodes).collect(),
            members: (0..nodes).map(|node| vec![node]).collect(),
            sums: vec![0.0; nodes],
            unused: Vec::new(),
        }
    }

    /// The cluster of a node.
    pub(crate) fn cluster_of(&self, node: usize) -> usize {
        self.cluster_of[node]
    }

    /// The members of a node's cluster, in ascending order.
    pub(crate) fn members_with(&self, node: usize) -> &[usize] {
        &self.members[self.cluster_of[node]]
    }

    /// The clusters that have members, each in ascending order.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = &[usize]> {
        self.members
            .iter()
            .filter(|members| !members.is_empty())
            .map(Vec::as_slice)
    }

    /// What the partition gains if `node`, which is alone, joins `cluster`; nothing if it must not.
    pub(crate) fn gain(&self, graph: &Graph, node: usize, cluster: usize) -> Option<f64> {
        let members = &self.members[cluster];
        let list = graph.lists[node];
        if members.iter().any(|member| graph.lists[*member] == list) {
            return None;
        }
        let more: f64 = members
            .iter()
            .map(|member| graph.log_odds(node, *member))
            .sum();
        let before = worth(members.len(), self.sums[cluster]);
        Some(worth(members.len() + 1, self.sums[cluster] + more) - before)
    }

    /// Takes a node out of its cluster.
    pub(crate) fn leave(&mut self, graph: &Graph, node: usize) {
        let cluster = self.cluster_of[node];
        if self.members[cluster].len() == 1 {
            return;
        }
        self.members[cluster].retain(|member| *member != node);
        self.sums[cluster] -= self.sum_with(graph, node, cluster);
        let empty = self
            .unused
            .pop()
            .expect("of as many clusters as nodes, one of two members leaves one unused");
        self.members[empty].push(node);
        self.cluster_of[node] = empty;
        self.sums[empty] = 0.0;
    }

    /// Puts a node that is alone into a cluster.
    pub(crate) fn join(&mut self, graph: &Graph, node: usize, cluster: usize) {
        let own = self.cluster_of[node];
        if own == cluster {
            return;
        }
        self.members[own].clear();
        self.unused.push(own);
        self.sums[cluster] += self.sum_with(graph, node, cluster);
        let place = self.members[cluster].partition_point(|member| *member < node);
        self.members[cluster].insert(place, node);
        self.cluster_of[node] = cluster;
    }

    /// What is gained by making two clusters one; nothing if that must not be.
    pub(crate) fn merge_gain(&self, graph: &Graph, one: usize, other: usize) -> Option<f64> {
        let (first, second) = (&self.members[one], &self.members[other]);
        let mut across = 0.0;
        for a in first {
            for b in second {
                if graph.lists[*a] == graph.lists[*b] {
                    return None;
                }
                across += graph.log_odds(*a, *b);
            }
        }
        let (size, sum) = (
            first.len() + second.len(),
            self.sums[one] + self.sums[other],
        );
        let apart = worth(first.len(), self.sums[one]) + worth(second.len(), self.sums[other]);
        Some(worth(size, sum + across) - apart)
    }

    /// Makes two clusters one.
    pub(crate) fn merge(&mut self, graph: &Graph, one: usize, other: usize) {
        let moved = std::mem::take(&mut self.members[other]);
        let mut sum = self.sums[other];
        for node in &moved {
            sum += self.sum_with(graph, *node, one);
            self.cluster_of[*node] = one;
        }
        self.sums[one] += sum;
        self.sums[other] = 0.0;
        self.unused.push(other);
        self.members[one].extend(moved);
        self.members[one].sort_unstable();
    }

    fn sum_with(&self, graph: &Graph, node: usize, cluster: usize) -> f64 {
        let members = self.members[cluster].iter();
        members.map(|member| graph.log_odds(node, *member)).sum()
    }
}

/// The weight of a tree that spans a cluster.
fn worth(size: usize, sum: f64) -> f64 {
    if size < 2 {
        0.0
    } else {
        // (size − 1) · sum / (size · (size − 1) / 2)
        2.0 * sum / size as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(one: usize, other: usize, log_odds: f64) -> Weighted {
        Weighted {
            one,
            other,
            log_odds,
        }
    }

    #[test]
    fn three_rows_that_agree_are_worth_two_links() {
        let edges = [edge(0, 1, 6.0), edge(0, 2, 6.0), edge(1, 2, 6.0)];
        let graph = Graph::new(vec![0, 1, 2], &edges);
        let mut partition = Partition::alone(3);
        assert_eq!(partition.gain(&graph, 1, 0), Some(6.0));
        partition.join(&graph, 1, 0);
        assert_eq!(partition.gain(&graph, 2, 0), Some(6.0));
        partition.join(&graph, 2, 0);
        assert_eq!(partition.clusters().count(), 1);
        partition.leave(&graph, 1);
        assert_eq!(partition.clusters().count(), 2);
    }

    #[test]
    fn a_list_holds_a_person_once() {
        let graph = Graph::new(vec![0, 0], &[edge(0, 1, 9.0)]);
        assert_eq!(Partition::alone(2).gain(&graph, 1, 0), None);
        assert_eq!(Partition::alone(2).merge_gain(&graph, 0, 1), None);
    }

    #[test]
    fn merging_is_joining_one_by_one() {
        let edges = [
            edge(0, 1, 5.0),
            edge(2, 3, 4.0),
            edge(1, 2, 3.0),
            edge(0, 3, 1.0),
        ];
        let graph = Graph::new(vec![0, 1, 2, 3], &edges);
        let mut partition = Partition::alone(4);
        partition.join(&graph, 1, 0);
        partition.join(&graph, 3, 2);
        let gain = partition.merge_gain(&graph, 0, 2).expect("four lists");
        // Six pairs: 5 + 4 + 3 + 1 and twice unlike; three links of their mean, less the two.
        assert!((gain - (2.0 * (13.0 - 16.0) / 4.0 - 9.0)).abs() < 1e-12);
        partition.merge(&graph, 0, 2);
        assert_eq!(partition.clusters().next(), Some(&[0, 1, 2, 3][..]));
    }
}
