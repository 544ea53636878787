//! Which figures a stream has stated already: eight bytes for each key, so that millions fit.

use crate::layout::Key;
use std::collections::{HashMap, hash_map::Entry};

/// Keys that were seen, with their rows.
#[derive(Debug, Default)]
pub(super) struct Seen {
    rows: HashMap<u64, u32>,
    /// Keys whose numbers are too large to be packed: none in any table that is real.
    large: HashMap<Key, u32>,
}

impl Seen {
    /// Remembers a key; the row where it stood before, if it did.
    pub(super) fn add(&mut self, key: Key, row: u32) -> Option<u32> {
        match packed(key) {
            Some(packed) => remember(&mut self.rows, packed, row),
            None => remember(&mut self.large, key, row),
        }
    }
}

fn remember<K: std::hash::Hash + Eq>(rows: &mut HashMap<K, u32>, key: K, row: u32) -> Option<u32> {
    match rows.entry(key) {
        Entry::Occupied(first) => Some(*first.get()),
        Entry::Vacant(new) => {
            new.insert(row);
            None
        }
    }
}

/// 24 bits for place and period, 20 for the cell, 20 for the institution.
fn packed(key: Key) -> Option<u64> {
    let fits = key.place_and_period < 1 << 24 && key.cell < 1 << 20 && key.institution < 1 << 20;
    fits.then(|| {
        u64::from(key.place_and_period) << 40
            | u64::from(key.cell) << 20
            | u64::from(key.institution)
    })
}
