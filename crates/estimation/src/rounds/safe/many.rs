//! The audit for more lists than can be audited exactly: it looks for witnesses instead.
//!
//! A witness is a table of combinations that agrees with everything that is said: the size of every
//! list and the class of every overlap. A small count is undecided as soon as two witnesses differ by
//! [`WIDTH`] in it. Every witness is complete and counts whole people, so a table that passes is safe;
//! one for which no witness was found within the steps below counts as unsafe, though it may not be.

use super::{Band, THRESHOLD, WIDTH};
use linkage::totals::HistoryTable;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Steps of one search for a witness.
const STEPS: usize = 400;
/// How often a step is taken although it leads away.
const AWAY: f64 = 0.05;
/// The same table is always judged alike.
const SEED: u64 = 5;

/// Digits of a cell: not on the list, on it, either.
const ON: usize = 1;
const EITHER: usize = 2;

/// Whether every small count stays undecided when overlaps of up to `level` of so many lists are told.
pub(super) fn is_safe(lists: usize, truth: &HistoryTable, level: usize) -> bool {
    let table = Witness::of(lists, truth, level);
    let truth = cells(lists, &table.counts);
    let mut ends: Vec<(i64, i64)> = truth.iter().map(|count| (*count, *count)).collect();
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let small = |count: i64| count.unsigned_abs() < THRESHOLD;
    for set in (1..1 << lists).rev() {
        let (low, high) = ends[cell_of(lists, set)];
        if !small(table.counts[set]) || high - low >= WIDTH {
            continue;
        }
        let mut witness = table.clone();
        if !witness.raise(set, &mut random) {
            return false;
        }
        for (ends, count) in ends.iter_mut().zip(cells(lists, &witness.counts)) {
            *ends = (ends.0.min(count), ends.1.max(count));
        }
    }
    let hidden = (0..truth.len()).filter(|cell| !is_told(lists, *cell));
    let mut narrow = hidden.filter(|cell| {
        let (low, high) = ends[*cell];
        small(truth[*cell]) && high - low < WIDTH
    });
    narrow.next().is_none()
}

/// The lowest and highest number of different people that sizes of lists and classes of pairs allow:
/// bounds of Bonferroni and of Hunter (1976), never narrower than what follows.
pub(super) fn total(lists: usize, truth: &HistoryTable) -> (i64, i64) {
    let size = |list: usize| whole(truth.on_all(1 << list));
    let pair = |one: usize, other: usize| Band::of(truth.on_all(1 << one | 1 << other));
    let inside = |set: usize| (0..lists).filter(move |list| set >> list & 1 == 1);
    let least = |set: usize| -> i64 {
        let sizes: i64 = inside(set).map(size).sum();
        let pairs = inside(set).flat_map(|one| inside(set).map(move |other| (one, other)));
        let shared = pairs.filter(|(one, other)| one < other);
        sizes
            - shared
                .map(|(one, other)| whole(pair(one, other).high))
                .sum::<i64>()
    };
    let low = (1..1 << lists).map(least).max().unwrap_or_default();
    // The heaviest tree over the lists (Prim), each edge worth what a pair shares at least.
    let mut tree = 0;
    let mut reached = vec![0];
    while reached.len() < lists {
        let outside = (0..lists).filter(|list| !reached.contains(list));
        let edges = outside.flat_map(|other| reached.iter().map(move |one| (*one, other)));
        let heaviest = edges.max_by_key(|(one, other)| (pair(*one, *other).low, *other));
        let Some((one, other)) = heaviest else { break };
        tree += whole(pair(one, other).low);
        reached.push(other);
    }
    (low, (0..lists).map(size).sum::<i64>() - tree)
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The cell of the people on exactly the lists of a set.
fn cell_of(lists: usize, set: usize) -> usize {
    (0..lists)
        .map(|list| (set >> list & 1) * 3_usize.pow(list as u32))
        .sum()
}

/// Whether a cell is told or known: nobody on no list, and the size of one list.
fn is_told(lists: usize, cell: usize) -> bool {
    let digits: Vec<usize> = (0..lists)
        .map(|list| cell / 3_usize.pow(list as u32) % 3)
        .collect();
    let on = digits.iter().filter(|digit| **digit == ON).count();
    let either = digits.iter().filter(|digit| **digit == EITHER).count();
    cell == 0 || (on == 1 && either + 1 == lists)
}

/// The people in every cell, from those of every combination; the digit of list 0 counts 1.
fn cells(lists: usize, counts: &[i64]) -> Vec<i64> {
    let mut done = counts.to_vec();
    let mut width = 1;
    for _ in 0..lists {
        let pairs = done.len() / width / 2;
        let mut longer = Vec::with_capacity(pairs * width * 3);
        for pair in 0..pairs {
            let (off, on) = done[2 * pair * width..][..2 * width].split_at(width);
            longer.extend_from_slice(off);
            longer.extend_from_slice(on);
            longer.extend(off.iter().zip(on).map(|(off, on)| off + on));
        }
        done = longer;
        width *= 3;
    }
    done
}

/// A table that is to agree with everything that is said.
#[derive(Clone)]
struct Witness {
    /// People by the exact set of lists; nobody on none.
    counts: Vec<i64>,
    /// People on all lists of a set.
    overlaps: Vec<i64>,
    /// What is said of each set.
    bands: Vec<Option<(i64, i64)>>,
    /// How far all overlaps together lie outside their classes.
    excess: i64,
}

impl Witness {
    fn of(lists: usize, truth: &HistoryTable, level: usize) -> Self {
        let sets = 1_u32 << lists;
        let count = |set| whole(truth.counts.get(&set).copied().unwrap_or_default());
        let band = |set: u32| {
            let band = Band::of(truth.on_all(set));
            let is_said = (2..=level).contains(&(set.count_ones() as usize));
            is_said.then(|| (whole(band.low), whole(band.high)))
        };
        Self {
            counts: (0..sets).map(count).collect(),
            overlaps: (0..sets).map(|set| whole(truth.on_all(set))).collect(),
            bands: (0..sets).map(band).collect(),
            excess: 0,
        }
    }

    /// More people, or fewer, on exactly these lists.
    fn shift(&mut self, set: usize, by: i64) {
        if set == 0 {
            return;
        }
        self.counts[set] += by;
        let mut subset = set;
        while subset > 0 {
            let before = self.overlaps[subset];
            self.overlaps[subset] += by;
            if let Some((low, high)) = self.bands[subset] {
                let outside = |count: i64| (low - count).max(count - high).max(0);
                self.excess += outside(before + by) - outside(before);
            }
            subset = (subset - 1) & set;
        }
    }

    /// One person of `from` loses a list and one of `to` gains it, so that its size stays; either may
    /// be nobody's set.
    fn hand_over(&mut self, list: usize, from: usize, to: usize) {
        self.shift(from, -1);
        self.shift(from & !list, 1);
        self.shift(to, -1);
        self.shift(to | list, 1);
    }

    /// Takes back what [`Witness::hand_over`] did.
    fn take_back(&mut self, list: usize, from: usize, to: usize) {
        self.shift(to | list, -1);
        self.shift(to, 1);
        self.shift(from & !list, -1);
        self.shift(from, 1);
    }

    /// Brings [`WIDTH`] more people onto exactly the lists of `set`, and everything else back to what
    /// is said; whether that could be done.
    fn raise(&mut self, set: usize, random: &mut ChaCha8Rng) -> bool {
        let wanted = self.counts[set] + WIDTH;
        for _ in 0..WIDTH {
            let mut person = 0;
            for list in bits(set) {
                let Some(donor) = self.donor(list, set) else {
                    return false;
                };
                self.hand_over(list, donor, person);
                person |= list;
            }
        }
        for _ in 0..STEPS {
            if self.excess == 0 {
                return self.counts[set] >= wanted;
            }
            let Some((list, from, to)) = self.step((set, wanted), random) else {
                continue;
            };
            let before = self.excess;
            self.hand_over(list, from, to);
            if self.excess > before && !random.random_bool(AWAY) {
                self.take_back(list, from, to);
            }
        }
        false
    }

    /// Somebody who can lose a list: those on it alone first, then those on fewest others.
    fn donor(&self, list: usize, kept: usize) -> Option<usize> {
        let sets = (1..self.counts.len()).filter(|set| set & list != 0 && *set != kept);
        let some = sets.filter(|set| self.counts[*set] > 0);
        some.min_by_key(|set| set.count_ones())
    }

    /// A step that may bring one overlap nearer to its class: list, who loses it, who gains it.
    fn step(
        &self,
        (kept, wanted): (usize, i64),
        random: &mut ChaCha8Rng,
    ) -> Option<(usize, usize, usize)> {
        let off = (1..self.counts.len()).filter(|set| {
            self.bands[*set]
                .is_some_and(|(low, high)| self.overlaps[*set] < low || self.overlaps[*set] > high)
        });
        let set = one_of(off, random)?;
        let list = one_of(bits(set), random)?;
        let people = |wish: &dyn Fn(usize) -> bool| -> Vec<usize> {
            let sets = (1..self.counts.len()).filter(|other| wish(*other));
            let least = |other: usize| if other == kept { wanted } else { 0 };
            sets.filter(|other| self.counts[*other] > least(*other))
                .collect()
        };
        let is_full = self.bands[set].is_some_and(|(_, high)| self.overlaps[set] > high);
        if is_full {
            let from = one_of(people(&|other| other & set == set).into_iter(), random)?;
            let alone = random.random_bool(0.5);
            let to = people(&|other| other & list == 0 && (other | list) & set != set);
            let to = if alone {
                None
            } else {
                one_of(to.into_iter(), random)
            };
            return Some((list, from, to.unwrap_or(0)));
        }
        let rest = set & !list;
        let to = people(&|other| other & list == 0 && other & rest == rest);
        let to = one_of(to.into_iter(), random)?;
        let from = people(&|other| other & list != 0 && other & set != set);
        let from = one_of(from.into_iter(), random)?;
        Some((list, from, to))
    }
}

/// The lists of a set, each as a set of its own.
fn bits(set: usize) -> impl Iterator<Item = usize> + Clone {
    (0..usize::BITS)
        .map(|bit| 1 << bit)
        .filter(move |bit| set & bit != 0)
}

fn one_of(choices: impl Iterator<Item = usize>, random: &mut ChaCha8Rng) -> Option<usize> {
    let choices: Vec<usize> = choices.collect();
    (!choices.is_empty()).then(|| choices[random.random_range(0..choices.len())])
}
