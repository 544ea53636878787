//! What may be said of a linkage: how many different people, and how many stand on several lists.
//!
//! The counts still have to pass disclosure control before anybody outside the round sees them:
//! overlaps of small lists are small counts. Rows and clusters must never be part of a report.

mod history;

pub use history::{Histories, HistoryTable};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::linking::{Link, Linkage};

/// How many different people there are on all lists together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distinct {
    /// The mean over the draws of the linkage, rounded.
    pub estimate: u64,
    /// The middle 95 % of the draws: doubt about links alone, not about people on no list.
    pub interval95: [u64; 2],
}

/// How many people stand on all the named lists, whether or not on others too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overlap {
    /// Names of two lists or more.
    pub lists: Vec<String>,
    /// The mean over the draws of the linkage, rounded.
    pub count: u64,
}

/// The result of a round, in the form of `besa link match --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchReport {
    /// Rows of each list.
    pub lists: BTreeMap<String, u32>,
    /// Different people on all lists together.
    pub distinct: Distinct,
    /// Every pair of lists, and larger sets that share anybody, in the order of the lists.
    pub overlaps: Vec<Overlap>,
    /// Expected share of links that are right; nothing if there are no links.
    pub precision: Option<f64>,
    /// Expected share of true links that were found; nothing if none are expected.
    pub recall: Option<f64>,
    /// Probability from which rows were linked.
    pub threshold: f64,
}

impl MatchReport {
    /// Sums a linkage up. `lists` holds names and rows in the order of the linkage's lists.
    #[must_use]
    pub fn new(lists: &[(String, u32)], linkage: &Linkage, threshold: f64) -> Self {
        let rows: Vec<u32> = lists.iter().map(|(_, rows)| *rows).collect();
        let histories = Histories::of(linkage, &rows);
        let (precision, recall) = expected_quality(linkage);
        Self {
            lists: lists.iter().cloned().collect(),
            distinct: distinct(&histories),
            overlaps: overlaps(lists, &histories),
            precision,
            recall,
            threshold,
        }
    }
}

/// Expected precision and recall of the links.
fn expected_quality(linkage: &Linkage) -> (Option<f64>, Option<f64>) {
    let sum = |links: &[Link]| links.iter().map(|link| link.probability).sum::<f64>();
    let (right, all) = (sum(&linkage.links), sum(&linkage.possible));
    let precision = (!linkage.links.is_empty()).then(|| right / linkage.links.len() as f64);
    let recall = (all > 0.0).then(|| (right / all).min(1.0));
    (precision, recall)
}

fn distinct(histories: &Histories) -> Distinct {
    let mut counts: Vec<u64> = histories.draws().iter().map(HistoryTable::people).collect();
    counts.sort_unstable();
    let quantile = |share: f64| {
        let place = share * (counts.len() - 1) as f64;
        counts[if share < 0.5 {
            place.floor()
        } else {
            place.ceil()
        } as usize]
    };
    Distinct {
        estimate: mean(counts.iter().copied()),
        interval95: [quantile(0.025), quantile(0.975)],
    }
}

fn overlaps(lists: &[(String, u32)], histories: &Histories) -> Vec<Overlap> {
    let mut sets: Vec<u32> = (1..1_u32 << lists.len())
        .filter(|set| set.count_ones() > 1)
        .collect();
    sets.sort_by_key(|set| (set.count_ones(), std::cmp::Reverse(set.reverse_bits())));
    let name = |set: u32| {
        let inside = lists
            .iter()
            .enumerate()
            .filter(move |(index, _)| set >> index & 1 == 1);
        inside.map(|(_, (name, _))| name.clone()).collect()
    };
    sets.into_iter()
        .map(|set| Overlap {
            lists: name(set),
            count: mean(histories.draws().iter().map(|draw| draw.on_all(set))),
        })
        .filter(|overlap| overlap.lists.len() == 2 || overlap.count > 0)
        .collect()
}

/// The mean of whole numbers, rounded half up.
fn mean(values: impl ExactSizeIterator<Item = u64>) -> u64 {
    let count = values.len().max(1) as u64;
    (values.sum::<u64>() + count / 2) / count
}

#[cfg(test)]
mod tests;
