//! Candidates among lists too long for all pairs: more than 10⁵ × 10⁵.
//!
//! Records are looked up by keys made of a few of their filters; under noise the keys are samples
//! of bits, several for each table (locality-sensitive hashing, Indyk & Motwani 1998). Pairs that
//! share no key are lost, which is why shorter lists never come here.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::Hasher;

use super::comparator::{Comparator, Weighed};
use super::pattern::TOP;
use super::tables::{Table, choose};
use crate::compare::{Kernel, Pair};
use crate::encoded::Slot;

/// Pairs that the frequency of agreement is learnt from.
const SAMPLE: usize = 200_000;
/// Records with one key beyond which the key tells nothing.
const MOST_ALIKE: usize = 256;
/// Bits sampled from each filter under noise.
const SAMPLED_BITS: usize = 10;
/// Samples of each table under noise.
const SAMPLES: usize = 8;
/// Dice similarity of whole encodings from which a pair of long lists is looked at.
const LEAST_SIMILARITY: f64 = 0.70;

/// Bits of a slot that a key is made of.
struct KeyPart {
    slot: usize,
    /// For each word of the filter the bits that count.
    mask: Vec<u64>,
}

/// Candidate pairs of two lists or, if they are one, within it, in ascending order.
/// `slots` are the slots of one view with their indices.
pub(crate) fn indexed(
    one: &Weighed<'_>,
    other: &Weighed<'_>,
    within: bool,
    slots: &[(usize, &Slot)],
    kernel: Kernel,
    seed: u64,
) -> Vec<Pair> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let comparator = Comparator::new(one.list, kernel);
    let chance = chances(comparator, one, other, slots, &mut random);
    let records = one.list.len().max(other.list.len());
    let noisy = one.list.schema().hardening().flip > 0.0;
    let names: Vec<usize> = slots.iter().map(|(index, _)| *index).collect();
    let mut pairs = Vec::new();
    for table in choose(&chance, records) {
        for _ in 0..if noisy { SAMPLES } else { 1 } {
            let parts = key_parts(table, slots, noisy, &mut random);
            let mut found = meet(one, other, within, &parts);
            found.par_sort_unstable();
            found.dedup();
            without_known(&mut found, &pairs);
            let alike = |pair: &u64| {
                let (a, b) = unpacked(*pair);
                comparator.similarity(one, a, other, b, &names) >= LEAST_SIMILARITY
            };
            pairs.par_extend(found.into_par_iter().filter(alike));
            // Two sorted runs, which a merge sort joins in one pass.
            pairs.par_sort();
        }
    }
    pairs.into_iter().map(unpacked).collect()
}

/// A pair as one number, which sorts much faster.
fn packed(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

fn unpacked(pair: u64) -> Pair {
    ((pair >> 32) as u32, pair as u32)
}

/// Takes those out of `found` that are in `known`; both are in ascending order.
fn without_known(found: &mut Vec<u64>, known: &[u64]) {
    let mut known = known.iter().peekable();
    found.retain(|pair| {
        while known.next_if(|earlier| *earlier < pair).is_some() {}
        known.peek() != Some(&pair)
    });
}

/// How often strangers agree on each slot.
fn chances(
    comparator: Comparator<'_>,
    one: &Weighed<'_>,
    other: &Weighed<'_>,
    slots: &[(usize, &Slot)],
    random: &mut ChaCha8Rng,
) -> Vec<f64> {
    let mut agreeing = vec![1.0; slots.len()];
    for _ in 0..SAMPLE {
        let a = random.random_range(0..one.list.len()) as u32;
        let b = random.random_range(0..other.list.len()) as u32;
        for (count, (index, _)) in agreeing.iter_mut().zip(slots) {
            *count += f64::from(u8::from(
                comparator.slot_level(one, a, other, b, *index) == TOP,
            ));
        }
    }
    agreeing.iter().map(|count| count / SAMPLE as f64).collect()
}

/// The bits that make the keys of a table.
fn key_parts(
    table: Table,
    slots: &[(usize, &Slot)],
    noisy: bool,
    random: &mut ChaCha8Rng,
) -> Vec<KeyPart> {
    let inside = slots
        .iter()
        .enumerate()
        .filter(|(place, _)| table >> place & 1 == 1);
    inside
        .map(|(_, (index, slot))| {
            let mut mask = vec![if noisy { 0 } else { u64::MAX }; slot.words.len()];
            if noisy {
                for _ in 0..SAMPLED_BITS {
                    let bit = random.random_range(0..64 * mask.len());
                    mask[bit / 64] |= 1 << (bit % 64);
                }
            }
            KeyPart { slot: *index, mask }
        })
        .collect()
}

/// Pairs of records with one key, packed.
fn meet(one: &Weighed<'_>, other: &Weighed<'_>, within: bool, parts: &[KeyPart]) -> Vec<u64> {
    let ones = keys(one, parts);
    if within {
        let runs: Vec<&[(u64, u32)]> = ones.chunk_by(|a, b| a.0 == b.0).collect();
        let several = runs
            .into_par_iter()
            .filter(|run| (2..=MOST_ALIKE).contains(&run.len()));
        return several
            .flat_map_iter(|run| {
                run.iter().enumerate().flat_map(move |(place, (_, a))| {
                    let ordered = move |b: u32| ((*a).min(b), (*a).max(b));
                    run[place + 1..].iter().map(move |(_, b)| ordered(*b))
                })
            })
            .filter(|(a, b)| one.list.row(*a as usize) != one.list.row(*b as usize))
            .map(|(a, b)| packed(a, b))
            .collect();
    }
    let others = keys(other, parts);
    let runs: Vec<&[(u64, u32)]> = ones.chunk_by(|a, b| a.0 == b.0).collect();
    runs.into_par_iter()
        .flat_map_iter(|run| {
            let from = others.partition_point(|(key, _)| *key < run[0].0);
            let count = others[from..].partition_point(|(key, _)| *key == run[0].0);
            let met = if run.len().max(count) <= MOST_ALIKE {
                &others[from..from + count]
            } else {
                &[]
            };
            run.iter()
                .flat_map(move |(_, a)| met.iter().map(move |(_, b)| packed(*a, *b)))
        })
        .collect()
}

/// The key of every record that has all the filters it is made of, in ascending order.
fn keys(list: &Weighed<'_>, parts: &[KeyPart]) -> Vec<(u64, u32)> {
    let slots = list.list.layout().slots();
    let mut keys: Vec<(u64, u32)> = (0..list.list.len())
        .into_par_iter()
        .filter_map(|record| {
            let present = list.list.present(record);
            let words = list.list.words(record);
            let mut hasher = FxHasher::default();
            for part in parts {
                if present >> part.slot & 1 == 0 {
                    return None;
                }
                let filter = &words[slots[part.slot].words.clone()];
                filter
                    .iter()
                    .zip(&part.mask)
                    .for_each(|(word, mask)| hasher.write_u64(word & mask));
            }
            Some((hasher.finish(), u32::try_from(record).ok()?))
        })
        .collect();
    keys.par_sort_unstable();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Hardening, Schema};
    use crate::synthetic::{self, ErrorRates};
    use crate::{EncodedList, Encoder, LinkageKey, RoundId};

    const PEOPLE: usize = 1_500;

    /// Two offices' lists of the same people in the same order.
    fn lists(hardening: Hardening) -> [EncodedList; 2] {
        let schema = Schema::person()
            .without_salts()
            .and_then(|schema| schema.with_hardening(hardening))
            .expect("a consistent schema");
        let round = RoundId::parse("index").expect("a round");
        let key = LinkageKey::from_secret(&[8; 32], round).expect("long enough");
        let people = synthetic::population(5, PEOPLE);
        let mut random = ChaCha8Rng::seed_from_u64(5);
        ["one", "other"].map(|name| {
            let rates = ErrorRates::default();
            let observe = |person| synthetic::observe(person, &rates, &mut random);
            let rows: Vec<_> = people.iter().map(observe).collect();
            let csv = synthetic::csv(&rows);
            let reader = crate::list::ListReader::from_bytes(name, csv.as_bytes(), &schema);
            let rows = reader.and_then(|mut reader| reader.next_rows(usize::MAX));
            let mut encoder = Encoder::new(&schema, &key, name).expect("a name");
            encoder.push(&rows.expect("a whole list"));
            encoder.finish().expect("rows").0
        })
    }

    fn pairs(one: &EncodedList, other: &EncodedList, within: bool) -> Vec<Pair> {
        let (first, second) = (Weighed::new(one), Weighed::new(other));
        let slots: Vec<_> = one.layout().slots().iter().enumerate().collect();
        let kernel = Kernel::best();
        indexed(&first, &second, within, &slots, kernel, 1)
    }

    fn share_found(lists: &[EncodedList; 2]) -> f64 {
        let found = pairs(&lists[0], &lists[1], false);
        let right = found
            .iter()
            .filter(|(a, b)| lists[0].row(*a as usize) == lists[1].row(*b as usize));
        right.count() as f64 / PEOPLE as f64
    }

    #[test]
    fn most_people_are_found_without_comparing_all_pairs() {
        let share = share_found(&lists(Hardening::OFF));
        assert!(share > 0.97, "{share}");
        let noisy = Hardening {
            flip: 0.02,
            decoys_per_row: 0,
        };
        let share = share_found(&lists(noisy));
        assert!(share > 0.9, "{share}");
    }

    #[test]
    fn pairs_within_a_list_come_once_in_order() {
        let [list, _] = lists(Hardening::OFF);
        let found = pairs(&list, &list, true);
        assert!(!found.is_empty());
        assert!(found.iter().all(|(a, b)| a < b));
        assert!(found.is_sorted_by(|one, other| one < other));
    }
}
