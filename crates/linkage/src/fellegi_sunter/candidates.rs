//! Pairs that deserve a closer look: those whose encodings reach a similarity as a whole, and
//! those with one national number.
//!
//! All pairs are compared to find them, up to 10⁵ × 10⁵; longer lists are indexed. A pair outside
//! is taken for no match.

use std::collections::BTreeMap;

use super::comparator::Weighed;
use super::index::indexed;
use crate::compare::{Kernel, Noise, Pair, Side, screen};
use crate::encoded::{EncodedList, NumberHash, Slot};

/// Dice similarity of whole encodings from which a pair is looked at.
pub(crate) const LEAST_SIMILARITY: f64 = 0.55;

/// Pairs of encodings from which an index takes the place of comparing all of them.
const MOST_PAIRS: u64 = 10_000_000_000;

/// Pairs of encodings of two lists, or of one list with itself, in ascending order without
/// repeats. Within one list the smaller index comes first and encodings of one row never meet.
pub(crate) fn candidates(
    first: &Weighed<'_>,
    second: &Weighed<'_>,
    within: bool,
    kernel: Kernel,
    seed: u64,
) -> Vec<Pair> {
    let (one, other) = (first.list, second.list);
    let noise = Noise(one.schema().hardening().flip);
    let long = one.len() as u64 * other.len() as u64 > MOST_PAIRS;
    let mut pairs = same_number(one, other);
    for view in 0..one.schema().salts().len().max(1) {
        let slots: Vec<(usize, &Slot)> = one
            .layout()
            .slots()
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.salt.is_none_or(|salt| salt == view))
            .collect();
        if long {
            pairs.extend(indexed(first, second, within, &slots, kernel, seed));
            continue;
        }
        let bits: usize = slots.iter().map(|(_, slot)| 64 * slot.words.len()).sum();
        let least = u32::try_from(bits / 2).unwrap_or(u32::MAX);
        let sides = (side(one, &slots), side(other, &slots));
        pairs.extend(screen(
            &sides.0,
            &sides.1,
            LEAST_SIMILARITY,
            least,
            noise,
            kernel,
        ));
    }
    if within {
        pairs.retain(|(a, b)| a < b && one.row(*a as usize) != one.row(*b as usize));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The named slots of every record, one after the other.
fn side(list: &EncodedList, slots: &[(usize, &Slot)]) -> Side {
    let mut words = Vec::new();
    let mut present = Vec::with_capacity(list.len());
    for record in 0..list.len() {
        let all = list.words(record);
        words.extend(slots.iter().flat_map(|(_, slot)| &all[slot.words.clone()]));
        let has = |index: usize| list.present(record) >> index & 1;
        let bits = slots
            .iter()
            .enumerate()
            .map(|(bit, (index, _))| has(*index) << bit);
        present.push(bits.sum());
    }
    Side {
        width: slots.iter().map(|(_, slot)| slot.words.len()).sum(),
        filter_bits: slots
            .iter()
            .map(|(_, slot)| 64 * slot.words.len() as u32)
            .collect(),
        words,
        present,
    }
}

/// Pairs with one national number. A number that many records share identifies nobody and is
/// left out.
fn same_number(one: &EncodedList, other: &EncodedList) -> Vec<Pair> {
    let index = |list: &EncodedList| {
        let mut index = BTreeMap::<NumberHash, Vec<u32>>::new();
        for (record, number) in (0..).zip(&list.records.number) {
            if let Some(number) = number {
                index.entry(*number).or_default().push(record);
            }
        }
        index
    };
    let others = index(other);
    let mut pairs = Vec::new();
    for (number, records) in index(one) {
        let Some(others) = others.get(&number) else {
            continue;
        };
        if records.len() * others.len() <= 16 {
            pairs.extend(records.iter().flat_map(|a| others.iter().map(|b| (*a, *b))));
        }
    }
    pairs
}
