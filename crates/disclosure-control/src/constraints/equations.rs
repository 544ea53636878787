//! Equations while they are gathered: a sum that was written before is not written twice.

use super::Origin;
use rustc_hash::FxHashMap;
use std::hash::BuildHasher;

/// Equations under construction.
#[derive(Default)]
pub(super) struct Equations {
    pub(super) wholes: Vec<u32>,
    pub(super) starts: Vec<u32>,
    pub(super) parts: Vec<u32>,
    pub(super) origins: Vec<Origin>,
    /// The equation that was first with a hash of its cells.
    known: FxHashMap<u64, u32>,
}

impl Equations {
    /// Adds an equation unless the same sum is there already.
    pub(super) fn add(&mut self, whole: u32, mut parts: Vec<u32>, origin: Origin) {
        parts.sort_unstable();
        let hash = rustc_hash::FxBuildHasher.hash_one((whole, &parts));
        let number = self.wholes.len() as u32;
        let first = *self.known.entry(hash).or_insert(number);
        if first != number && self.is(first as usize, whole, &parts) {
            return;
        }
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.wholes.push(whole);
        self.parts.extend(parts);
        self.starts.push(self.parts.len() as u32);
        self.origins.push(origin);
    }

    fn is(&self, number: usize, whole: u32, parts: &[u32]) -> bool {
        let range = self.starts[number] as usize..self.starts[number + 1] as usize;
        self.wholes[number] == whole && &self.parts[range] == parts
    }
}
