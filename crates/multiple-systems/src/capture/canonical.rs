//! An order of lists that does not depend on how they were written down.
//!
//! Random draws follow the order of cells. Ordering lists by what is on them, not by name or
//! column, makes every random number fall on the same cell after relabelling. Lists that nothing
//! tells apart keep their order.

use super::CaptureTable;
use std::cmp::Reverse;

/// A table in canonical order and the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Canonical {
    /// The reordered table.
    pub(crate) table: CaptureTable,
    positions: Vec<usize>,
}

impl Canonical {
    pub(crate) fn new(table: &CaptureTable) -> Self {
        let mut positions: Vec<usize> = (0..table.lists()).collect();
        positions.sort_by_key(|&list| Reverse(signature(table, list)));
        let table = table
            .only(&positions)
            .expect("the same lists in another order are as fair");
        Self { table, positions }
    }

    /// Bits of the original table for bits of the reordered one.
    pub(crate) fn original(&self, bits: u16) -> u16 {
        let moved = self.positions.iter().enumerate();
        moved
            .filter(|(new, _)| bits >> new & 1 == 1)
            .map(|(_, &old)| 1u16 << old)
            .sum()
    }
}

/// People on the list, its overlaps, and its cells by size, each sorted.
fn signature(table: &CaptureTable, list: usize) -> (u64, Vec<u64>, Vec<(u32, u64)>) {
    let others = (0..table.lists()).filter(|&other| other != list);
    let mut overlaps: Vec<u64> = others
        .map(|other| table.people_on(1 << list | 1 << other))
        .collect();
    overlaps.sort_unstable();
    let mut cells: Vec<(u32, u64)> = table
        .counts()
        .iter()
        .enumerate()
        .filter(|(cell, count)| cell >> list & 1 == 1 && **count > 0)
        .map(|(cell, &count)| (cell.count_ones(), count))
        .collect();
    cells.sort_unstable();
    (table.people_on(1 << list), overlaps, cells)
}
