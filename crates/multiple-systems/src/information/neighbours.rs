//! Search where there are too many models to fit them all.
//!
//! From independence and from the stepwise model, the best models not yet explored are explored:
//! every hierarchical model with one interaction more or less is fitted. It stops when the best
//! few have all been explored. It must be deterministic, and reports say that it was a search.

use super::catalogue::facets;
use super::score_all;
use crate::CaptureTable;
use crate::loglinear::Model;
use crate::stepwise::{self, Threshold};
use std::collections::{BTreeMap, BTreeSet};

/// The best models that must have been explored before the search ends.
const EXPLORED: usize = 4;

/// The most rounds; each explores one model.
const MOST_ROUNDS: usize = 200;

/// The models met, with their scores.
pub(super) fn search(table: &CaptureTable, order: u32) -> Vec<(Model, f64)> {
    let stepwise = stepwise::select(table, Threshold::USUAL).fit.model;
    let starts = vec![
        Model::independence(),
        sorted(stepwise.interactions().to_vec(), table),
    ];
    let mut met: BTreeMap<Model, f64> = score_all(table, starts).into_iter().collect();
    let mut explored: BTreeSet<Model> = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let mut best: Vec<(&Model, f64)> =
            met.iter().map(|(model, &score)| (model, score)).collect();
        best.sort_by(|a, b| a.1.total_cmp(&b.1));
        let next = best
            .iter()
            .take(EXPLORED)
            .find(|(model, _)| !explored.contains(*model));
        let Some((model, _)) = next else { break };
        let model = (*model).clone();
        let fresh: Vec<Model> = neighbours(&model, table, order)
            .into_iter()
            .filter(|m| !met.contains_key(m))
            .collect();
        met.extend(score_all(table, fresh));
        explored.insert(model);
    }
    met.into_iter().collect()
}

fn neighbours(model: &Model, table: &CaptureTable, order: u32) -> Vec<Model> {
    let present = model.interactions();
    let mut found = Vec::new();
    for bits in 1..table.counts().len() as u16 {
        let size = bits.count_ones();
        if present.contains(&bits) {
            let free = present
                .iter()
                .all(|&other| other == bits || other & bits != bits);
            if free {
                let rest = present
                    .iter()
                    .copied()
                    .filter(|&other| other != bits)
                    .collect();
                found.push(sorted(rest, table));
            }
        } else if (2..=order).contains(&size) && facets(bits).all(|facet| present.contains(&facet))
        {
            found.push(sorted([present, &[bits]].concat(), table));
        }
    }
    found
}

fn sorted(mut interactions: Vec<u16>, table: &CaptureTable) -> Model {
    interactions.sort_by_key(|effect| (effect.count_ones(), *effect));
    Model::new(interactions, table.lists()).expect("interactions of known lists, each once")
}
