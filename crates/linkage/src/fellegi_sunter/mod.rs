//! How probable it is that two encodings are one person.
//!
//! From all pairs of encodings to rows with probabilities: candidates, patterns of agreement, the
//! model of Fellegi & Sunter estimated without any known matches, term frequencies, and the check
//! of the model's assumptions. It sees filters only and must never ask for a key.

mod assumption;
mod candidates;
mod comparator;
mod edges;
mod frequency;
mod index;
mod model;
mod pattern;
mod tables;
mod twins;

pub use assumption::Dependence;

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::compare::Kernel;
use crate::encoded::EncodedList;
use candidates::candidates;
use comparator::{Comparator, Weighed};
use edges::edges;
pub(crate) use model::logistic;
use model::{Model, Stratum};
use pattern::Pattern;

/// Random pairs that non-matches are learnt from.
const RANDOM_PAIRS: usize = 300_000;

/// A row of a list: index of the list and the row's number, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Index of the list.
    pub list: usize,
    /// Row below the header, counted from 1.
    pub row: u32,
}

/// Two rows that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The row of the list that comes first.
    pub one: Node,
    /// The other row.
    pub other: Node,
    /// Natural logarithm of how much likelier their agreement is if they are one person.
    pub log_ratio: f64,
}

/// Two lists, or one list with itself, and how many people they are thought to share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ListPair {
    /// Index of the first list.
    pub one: usize,
    /// Index of the second list; the same for a list with itself.
    pub other: usize,
    /// Expected matches by the model alone, which does not know that each row matches once.
    pub expected_matches: f64,
}

/// Possible matches among lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Pairs of rows worth considering, in ascending order, each once.
    pub edges: Vec<Edge>,
    /// The pairs of lists that were compared.
    pub list_pairs: Vec<ListPair>,
    /// Features that are not independent.
    pub dependences: Vec<Dependence>,
    /// Whether the model's estimation settled.
    pub converged: bool,
}

/// A pair of lists, or a list with itself, and its candidates.
struct Block {
    one: usize,
    other: usize,
    pairs: Vec<(u32, u32, Pattern)>,
}

/// Weighs all pairs of rows between lists, or within the one list if there is only one.
///
/// The lists must belong together ([`EncodedList::check_against`]); `seed` chooses the random
/// pairs that non-matches are learnt from.
#[must_use]
pub fn weigh(lists: &[EncodedList], seed: u64, kernel: Kernel) -> Evidence {
    let Some(first) = lists.first() else {
        return Evidence {
            edges: Vec::new(),
            list_pairs: Vec::new(),
            dependences: Vec::new(),
            converged: true,
        };
    };
    let comparator = Comparator::new(first, kernel);
    let weighed: Vec<Weighed<'_>> = lists.iter().map(Weighed::new).collect();
    let blocks: Vec<Block> = list_pairs(lists.len())
        .map(|(one, other)| {
            let pairs = candidates(&weighed[one], &weighed[other], one == other, kernel, seed);
            let compare = |(a, b): &(u32, u32)| {
                (
                    *a,
                    *b,
                    comparator.compare(&weighed[one], *a, &weighed[other], *b),
                )
            };
            let pairs = pairs.par_iter().map(compare).collect();
            Block { one, other, pairs }
        })
        .collect();
    let random = random_patterns(comparator, &weighed, seed);
    let strata: Vec<Stratum> = blocks.iter().map(|block| stratum(lists, block)).collect();
    let model = Model::estimate(&strata, &random, comparator.features(), comparator.number());
    let edges = edges(comparator, &weighed, &blocks, &model);
    let labels: Vec<String> = first
        .schema()
        .features()
        .iter()
        .map(|feature| feature.label.clone())
        .collect();
    let list_pairs = blocks
        .iter()
        .zip(&strata)
        .zip(&model.prior_log_odds)
        .map(|((block, stratum), log_odds)| ListPair {
            one: block.one,
            other: block.other,
            expected_matches: stratum.pairs * logistic(*log_odds),
        })
        .collect();
    Evidence {
        edges,
        list_pairs,
        dependences: assumption::dependences(&model.without_matches(&random), &labels),
        converged: model.converged,
    }
}

/// All pairs of different lists, or the one list with itself.
fn list_pairs(lists: usize) -> impl Iterator<Item = (usize, usize)> {
    let itself = (lists == 1).then_some((0, 0));
    itself
        .into_iter()
        .chain((0..lists).flat_map(move |one| (one + 1..lists).map(move |other| (one, other))))
}

/// Patterns of random pairs with their counts.
fn random_patterns(
    comparator: Comparator<'_>,
    lists: &[Weighed<'_>],
    seed: u64,
) -> BTreeMap<Pattern, f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let blocks: Vec<(usize, usize)> = list_pairs(lists.len()).collect();
    let mut pairs = Vec::new();
    for (one, other) in &blocks {
        let (first, second) = (lists[*one].list.len(), lists[*other].list.len());
        let wanted = RANDOM_PAIRS / blocks.len();
        let mut add = |a: usize, b: usize| {
            if one != other || lists[*one].list.row(a) != lists[*other].list.row(b) {
                pairs.push((*one, a as u32, *other, b as u32));
            }
        };
        if first * second <= wanted {
            (0..first).for_each(|a| (0..second).for_each(|b| add(a, b)));
        } else {
            for _ in 0..wanted {
                add(
                    random.random_range(0..first),
                    random.random_range(0..second),
                );
            }
        }
    }
    let mut patterns: Vec<Pattern> = pairs
        .par_iter()
        .map(|(one, a, other, b)| comparator.compare(&lists[*one], *a, &lists[*other], *b))
        .collect();
    patterns.par_sort_unstable();
    count(patterns.into_iter())
}

fn count(patterns: impl Iterator<Item = Pattern>) -> BTreeMap<Pattern, f64> {
    let mut counts = FxHashMap::<Pattern, u64>::default();
    for pattern in patterns {
        *counts.entry(pattern).or_default() += 1;
    }
    let counts = counts.into_iter();
    counts
        .map(|(pattern, count)| (pattern, count as f64))
        .collect()
}

fn stratum(lists: &[EncodedList], block: &Block) -> Stratum {
    let (one, other) = (&lists[block.one], &lists[block.other]);
    let (first, second) = (one.len() as f64, other.len() as f64);
    let within = block.one == block.other;
    Stratum {
        pairs: if within {
            first * (first - 1.0) / 2.0
        } else {
            first * second
        }
        .max(1.0),
        patterns: count(block.pairs.iter().map(|(_, _, pattern)| *pattern)),
        most_matches: f64::from(one.rows().min(other.rows())) * if within { 4.0 } else { 1.0 },
    }
}
