//! What connects tables over time: a period that is the sum of others, and revisions. A cell that
//! only one side shows still bounds the other side, so the missing one is added as unknown.

use super::{
    cell::{Kind, Origin},
    equations::Equations,
    gather::Gathering,
};
use crate::table::{Catalogue, CellKey, Published, Relation, Revision};

/// Adds the equations of all relations and revisions.
pub(super) fn add(gathering: &mut Gathering, equations: &mut Equations, catalogue: &Catalogue) {
    for (number, relation) in catalogue.relations().iter().enumerate() {
        add_relation(gathering, equations, relation, number as u32);
    }
    for (number, revision) in catalogue.revisions().iter().enumerate() {
        add_revision(gathering, equations, revision, number as u32);
    }
}

fn add_relation(
    gathering: &mut Gathering,
    equations: &mut Equations,
    relation: &Relation,
    number: u32,
) {
    let dimension = gathering.registry.dimension(&relation.dimension);
    let whole = gathering.registry.code(dimension, &relation.whole);
    let parts: Vec<u32> = relation
        .parts
        .iter()
        .map(|part| gathering.registry.code(dimension, part))
        .collect();
    for key in keys_with(gathering, dimension, whole) {
        let part_keys: Vec<CellKey> = parts
            .iter()
            .map(|&part| replaced(&key, dimension, whole, part))
            .collect();
        let is_connected = part_keys
            .iter()
            .any(|part| gathering.by_key.contains_key(part));
        if !is_connected {
            continue;
        }
        let whole_cell = gathering.by_key[&key];
        let part_cells = part_keys
            .into_iter()
            .map(|part| match gathering.by_key.get(&part) {
                Some(&cell) => cell,
                None => {
                    let unknown = Published::hidden();
                    let cell = gathering.add_between(part.clone(), unknown, Kind::Count);
                    gathering.by_key.insert(part, cell);
                    cell
                }
            })
            .collect();
        equations.add(whole_cell, part_cells, Origin::Relation(number));
    }
}

fn add_revision(
    gathering: &mut Gathering,
    equations: &mut Equations,
    revision: &Revision,
    number: u32,
) {
    let dimension = gathering.registry.dimension(&revision.dimension);
    let earlier = gathering.registry.code(dimension, &revision.earlier);
    let later = gathering.registry.code(dimension, &revision.later);
    let change_name = format!("{} → {}", revision.earlier, revision.later);
    let change = gathering.registry.code(dimension, &change_name);
    for key in keys_with(gathering, dimension, later) {
        let earlier_key = replaced(&key, dimension, later, earlier);
        let Some(&earlier_cell) = gathering.by_key.get(&earlier_key) else {
            continue;
        };
        let later_cell = gathering.by_key[&key];
        let change_cell = gathering.add_between(
            replaced(&key, dimension, later, change),
            Published::Hidden {
                low: Some(revision.least),
                high: revision.most,
            },
            Kind::Change,
        );
        equations.add(
            later_cell,
            vec![earlier_cell, change_cell],
            Origin::Revision(number),
        );
    }
}

/// The keys with this code, in a fixed order.
fn keys_with(gathering: &Gathering, dimension: u32, code: u32) -> Vec<CellKey> {
    let mut keys: Vec<CellKey> = gathering
        .by_key
        .keys()
        .filter(|key| key.contains(&(dimension, code)))
        .cloned()
        .collect();
    keys.sort_unstable();
    keys
}

fn replaced(key: &CellKey, dimension: u32, from: u32, to: u32) -> CellKey {
    let mut other = key.clone();
    for pair in &mut other {
        if *pair == (dimension, from) {
            pair.1 = to;
        }
    }
    other.sort_unstable();
    other
}
