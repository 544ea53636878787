//! Capture histories: for each draw of the linkage, how many people stand on exactly which lists.
//!
//! Input for multiple systems estimation. The tables are small-count data: they stay inside and are
//! deleted after the round; nothing here may write them anywhere.

use std::collections::BTreeMap;

use crate::linking::{Cluster, Linkage};

/// People by the exact set of lists they stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryTable {
    /// People for each set of lists, list 0 in the lowest bit.
    pub counts: BTreeMap<u32, u64>,
}

impl HistoryTable {
    /// Counts the clusters of one draw; rows in no cluster are people on one list.
    fn of(clusters: &[Cluster], rows: &[u32]) -> Self {
        let mut alone: Vec<u64> = rows.iter().map(|rows| u64::from(*rows)).collect();
        let mut counts = BTreeMap::new();
        for cluster in clusters {
            let mut set = 0;
            for node in cluster {
                alone[node.list] -= 1;
                set |= 1_u32 << node.list;
            }
            *counts.entry(set).or_insert(0) += 1;
        }
        for (list, alone) in alone.into_iter().enumerate() {
            if alone > 0 {
                *counts.entry(1 << list).or_insert(0) += alone;
            }
        }
        Self { counts }
    }

    /// Different people.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.counts.values().sum()
    }

    /// People on all the lists of a set, on others or not.
    #[must_use]
    pub fn on_all(&self, set: u32) -> u64 {
        let within = self
            .counts
            .iter()
            .filter(|(history, _)| *history & set == set);
        within.map(|(_, count)| count).sum()
    }
}

/// The tables of all draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histories {
    draws: Vec<HistoryTable>,
}

impl Histories {
    /// The tables of a linkage's draws; of its decided clusters if there were no draws. `rows` has
    /// the number of rows of each list, of which there are 32 at most.
    #[must_use]
    pub fn of(linkage: &Linkage, rows: &[u32]) -> Self {
        let draws: Vec<HistoryTable> = if linkage.draws.is_empty() {
            vec![HistoryTable::of(&linkage.clusters, rows)]
        } else {
            let draws = linkage.draws.iter();
            draws
                .map(|clusters| HistoryTable::of(clusters, rows))
                .collect()
        };
        Self { draws }
    }

    /// One table for each draw; one at least.
    #[must_use]
    pub fn draws(&self) -> &[HistoryTable] {
        &self.draws
    }
}
