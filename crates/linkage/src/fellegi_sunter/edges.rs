//! From candidates to pairs of rows with the weight of their agreement.
//!
//! Doubtful pairs are weighed by how rare the values are that agree, and within one list by what the
//! probable twins of either row say. Of several encodings of two rows the best counts.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::comparator::{Comparator, Weighed};
use super::frequency::{Occurrence, Occurrences, adjustment};
use super::model::Model;
use super::pattern::Pattern;
use super::{Block, Edge, Node, twins};

/// Logarithmic odds above which a pair is sure, however frequent its values are.
const SURE: f64 = 9.0;
/// Logarithmic odds below which rows of two lists are no possible match, even as the last ones left.
const IMPOSSIBLE: f64 = -14.0;
/// The same for rows of one list, where nothing makes the last ones likelier.
const IMPOSSIBLE_WITHIN: f64 = -7.0;

/// Two records, how they agree, and the logarithmic ratio of that.
type Possible = (u32, u32, Pattern, f64);

/// The pairs of rows that are worth considering, in ascending order.
pub(super) fn edges(
    comparator: Comparator<'_>,
    lists: &[Weighed<'_>],
    blocks: &[Block],
    model: &Model,
) -> Vec<Edge> {
    let mut best = BTreeMap::<(Node, Node), f64>::new();
    for (stratum, block) in blocks.iter().enumerate() {
        let node = |list: usize, record: u32| Node {
            list,
            row: lists[list].list.row(record as usize),
        };
        for (a, b, log_ratio) in scored(comparator, lists, (stratum, block), model) {
            let key = (node(block.one, a), node(block.other, b));
            let known = best.entry(key).or_insert(f64::NEG_INFINITY);
            *known = known.max(log_ratio);
        }
    }
    best.into_iter()
        .map(|((one, other), log_ratio)| Edge {
            one,
            other,
            log_ratio,
        })
        .collect()
}

/// The possible pairs of one block with their weights.
fn scored(
    comparator: Comparator<'_>,
    lists: &[Weighed<'_>],
    (stratum, block): (usize, &Block),
    model: &Model,
) -> Vec<twins::Scored> {
    let prior = model.prior_log_odds[stratum];
    let within = block.one == block.other;
    let least = if within {
        IMPOSSIBLE_WITHIN
    } else {
        IMPOSSIBLE
    };
    let possible: Vec<Possible> = block
        .pairs
        .iter()
        .map(|(a, b, pattern)| (*a, *b, *pattern, model.log_odds(stratum, *pattern) - prior))
        .filter(|(.., log_ratio)| prior + log_ratio > least)
        .collect();
    let is_doubtful = |pair: &&Possible| prior + pair.3 < SURE;
    let asked = || possible.iter().filter(is_doubtful);
    let of_one = Occurrences::of(comparator, &lists[block.one]);
    let of_other = (!within).then(|| Occurrences::of(comparator, &lists[block.other]));
    let ones = occurrences(&of_one, asked().map(|pair| pair.0));
    let others = occurrences(
        of_other.as_ref().unwrap_or(&of_one),
        asked().map(|pair| pair.1),
    );
    let rarity = |pair: &Possible| match (ones.get(&pair.0), others.get(&pair.1)) {
        (Some(one), Some(other)) if is_doubtful(&pair) => {
            adjustment(model, pair.2, one, other, comparator.number())
        }
        _ => 0.0,
    };
    let mut scored: Vec<twins::Scored> = possible
        .iter()
        .map(|pair| (pair.0, pair.1, pair.3 + rarity(pair)))
        .collect();
    if within {
        let list = &lists[block.one];
        twins::pool(comparator, (list, &of_one), (model, prior), &mut scored);
    }
    scored
}

/// How often the values of the named records occur.
fn occurrences(
    list: &Occurrences<'_>,
    records: impl Iterator<Item = u32>,
) -> FxHashMap<u32, Occurrence> {
    let mut records: Vec<u32> = records.collect();
    records.sort_unstable();
    records.dedup();
    let counted = records.into_par_iter();
    counted.map(|record| (record, list.count(record))).collect()
}
