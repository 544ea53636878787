//! From evidence to links: who is one person, how sure that is, and how it could also be.
//!
//! Two lists are assigned one to one in the best way; more lists, or one with itself, form
//! clusters. It must never hand out links without their probabilities.

mod assignment;
mod clusters;
mod components;
mod draws;
mod odds;
mod partition;

use std::collections::BTreeMap;

use crate::fellegi_sunter::{Edge, Evidence, Node};
use odds::{Sizes, Weighted, probabilities, settled_prior};
use partition::{Graph, Partition};

/// The sizes of a list: rows, and encodings of each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSize {
    /// Rows of the list.
    pub rows: u32,
    /// Encodings beside each other under one row number, decoys included.
    pub encodings_per_row: u32,
}

/// How links are decided and drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Probability from which two rows are linked.
    pub threshold: f64,
    /// Draws of the linkage.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
}

/// Two rows that are taken for one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The row of the list that comes first.
    pub one: Node,
    /// The other row.
    pub other: Node,
    /// Probability that they are one person.
    pub probability: f64,
}

/// The rows of one person, in ascending order; two at least.
pub type Cluster = Vec<Node>;

/// Who is one person, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Linkage {
    /// The links that were decided upon.
    pub links: Vec<Link>,
    /// All pairs that may be one person, linked or not, with their probabilities.
    pub possible: Vec<Link>,
    /// The clusters that the links make.
    pub clusters: Vec<Cluster>,
    /// For each draw its clusters.
    pub draws: Vec<Vec<Cluster>>,
}

/// Decides who is one person. `sizes` has one entry for each list.
#[must_use]
pub fn link(evidence: &Evidence, sizes: &[ListSize], decision: Decision) -> Linkage {
    let mut nodes: Vec<Node> = evidence
        .edges
        .iter()
        .flat_map(|edge| [edge.one, edge.other])
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let index: BTreeMap<Node, usize> = nodes.iter().copied().zip(0..).collect();
    let mut weighted = Vec::with_capacity(evidence.edges.len());
    let mut certainty = Vec::with_capacity(evidence.edges.len());
    for pair in &evidence.list_pairs {
        let edges: Vec<(usize, usize, f64)> = evidence
            .edges
            .iter()
            .filter(|edge| edge.one.list == pair.one && edge.other.list == pair.other)
            .map(|edge: &Edge| (index[&edge.one], index[&edge.other], edge.log_ratio))
            .collect();
        let (one, other) = (sizes[pair.one], sizes[pair.other]);
        let per_row = f64::from(one.encodings_per_row) * f64::from(other.encodings_per_row);
        let sizes = Sizes {
            one: f64::from(one.rows),
            other: f64::from(other.rows),
            encodings_per_row: per_row.sqrt(),
        };
        let prior = settled_prior(*pair, sizes, &edges);
        let edges: Vec<Weighted> = edges
            .into_iter()
            .map(|(one, other, log_ratio)| Weighted {
                one,
                other,
                log_odds: prior + log_ratio,
            })
            .collect();
        certainty.extend(if pair.one == pair.other {
            let alone = |edge: &Weighted| crate::fellegi_sunter::logistic(edge.log_odds);
            edges.iter().map(alone).collect()
        } else {
            probabilities(&edges)
        });
        weighted.extend(edges);
    }
    decide(&nodes, &weighted, &certainty, sizes.len(), decision)
}

fn decide(
    nodes: &[Node],
    edges: &[Weighted],
    certainty: &[f64],
    lists: usize,
    decision: Decision,
) -> Linkage {
    let threshold = (decision.threshold / (1.0 - decision.threshold)).ln();
    let (best, draws) = if lists == 1 {
        let best = components::components(nodes.len(), edges, threshold);
        let count = decision.draws;
        let draws = components::draw(nodes.len(), edges, certainty, count, decision.seed);
        (best, draws)
    } else {
        let graph = Graph::new(nodes.iter().map(|node| node.list).collect(), edges);
        let best = if lists == 2 {
            assigned(&graph, edges, certainty, decision.threshold)
        } else {
            clusters::cluster(&graph, edges, threshold)
        };
        let draws = draws::draw(&graph, &best, decision.draws, decision.seed);
        (several(&best), draws.iter().map(several).collect())
    };
    let mut person_of = vec![None; nodes.len()];
    for (person, members) in best.iter().enumerate() {
        for node in members {
            person_of[*node] = Some(person);
        }
    }
    let possible: Vec<Link> = edges
        .iter()
        .zip(certainty)
        .map(|(edge, probability)| Link {
            one: nodes[edge.one],
            other: nodes[edge.other],
            probability: *probability,
        })
        .collect();
    let together = |edge: &Weighted| {
        person_of[edge.one].is_some() && person_of[edge.one] == person_of[edge.other]
    };
    let named = |clusters: &Vec<Vec<usize>>| -> Vec<Cluster> {
        let name = |members: &Vec<usize>| members.iter().map(|node| nodes[*node]).collect();
        clusters.iter().map(name).collect()
    };
    Linkage {
        links: edges
            .iter()
            .zip(&possible)
            .filter(|(edge, _)| together(edge))
            .map(|(_, link)| *link)
            .collect(),
        clusters: named(&best),
        draws: draws.iter().map(named).collect(),
        possible,
    }
}

/// The best one-to-one assignment of two lists, less links that rivals make improbable.
fn assigned(graph: &Graph, edges: &[Weighted], certainty: &[f64], threshold: f64) -> Partition {
    let mut partition = Partition::alone(graph.nodes());
    for edge in assignment::assign(edges, (threshold / (1.0 - threshold)).ln()) {
        if certainty[edge] >= threshold {
            let (one, other) = (edges[edge].one, edges[edge].other);
            partition.join(graph, other, partition.cluster_of(one));
        }
    }
    partition
}

/// The clusters of two nodes or more.
fn several(partition: &Partition) -> Vec<Vec<usize>> {
    let clusters = partition.clusters().filter(|members| members.len() > 1);
    clusters.map(<[usize]>::to_vec).collect()
}
