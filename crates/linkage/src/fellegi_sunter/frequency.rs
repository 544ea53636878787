//! Term frequencies: two people called Hoxha prove less than two with a rare surname.
//!
//! Values are hidden, so a value is as frequent as encodings of the same list resemble it; where
//! equal values have equal filters, these are counted. Only the other encodings of a record's own
//! list are asked, so its match on another list never counts for itself.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::comparator::{Comparator, Weighed};
use super::model::Model;
use super::pattern::{Pattern, TOP};

/// Encodings that a value is held against, for each record that asks.
const ASKED: usize = 600;
/// Pairs that the average frequency counts for.
const STRENGTH: f64 = 40.0;
/// A frequency moves the odds by no more than this factor.
const MOST: f64 = 32.0;

/// How often the values of one encoding occur, for each feature: agreeing and compared.
pub(crate) type Occurrence = Vec<(u32, u32)>;

/// How often the values of encodings occur in their own list.
pub(crate) struct Occurrences<'l> {
    comparator: Comparator<'l>,
    list: &'l Weighed<'l>,
    asked: Vec<u32>,
    /// Where equal values have equal filters, each slot with how often each filter occurs.
    counts: Option<Vec<SlotCounts<'l>>>,
}

/// How often each filter of a slot occurs, and how many there are.
struct SlotCounts<'l> {
    of: FxHashMap<&'l [u64], u32>,
    all: u32,
}

impl<'l> Occurrences<'l> {
    /// Prepares counting.
    pub(crate) fn of(comparator: Comparator<'l>, list: &'l Weighed<'l>) -> Self {
        let stride = list.list.len().div_ceil(ASKED).max(1);
        let asked = (0..list.list.len()).step_by(stride);
        let slots = 0..list.list.layout().slots().len();
        Self {
            comparator,
            list,
            asked: asked
                .map(|record| u32::try_from(record).expect("records are counted in 32 bits"))
                .collect(),
            counts: has_equal_filters(list).then(|| {
                let count = |slot| SlotCounts::of(list, slot);
                slots.into_par_iter().map(count).collect()
            }),
        }
    }

    /// How often the values of `record` occur beside itself.
    pub(crate) fn count(&self, record: u32) -> Occurrence {
        let mut occurrence = vec![(0, 0); self.comparator.features()];
        if let Some(counts) = &self.counts {
            let slots = self.list.list.layout().slots().iter();
            let words = self.list.list.words(record as usize);
            for (slot, counts) in slots.zip(counts) {
                if let Some(count) = counts.of.get(&words[slot.words.clone()]) {
                    occurrence[slot.feature] = (count - 1, counts.all - 1);
                }
            }
            return occurrence;
        }
        for other in self.others(record) {
            let pattern = self.comparator.compare(self.list, record, self.list, other);
            for (feature, (agreeing, compared)) in occurrence.iter_mut().enumerate() {
                let level = pattern.level(feature);
                *agreeing += u32::from(level == TOP);
                *compared += u32::from(level != 0);
            }
        }
        occurrence
    }

    /// The encodings that are asked, but for those of the record's own row.
    fn others(&self, record: u32) -> impl Iterator<Item = u32> {
        let own_row = self.list.list.row(record as usize);
        let row = |other: &u32| self.list.list.row(*other as usize);
        self.asked
            .iter()
            .copied()
            .filter(move |other| row(other) != own_row)
    }
}

impl<'l> SlotCounts<'l> {
    fn of(list: &'l Weighed<'l>, slot: usize) -> Self {
        let words = &list.list.layout().slots()[slot].words;
        let mut of = FxHashMap::<&[u64], u32>::default();
        let mut all = 0;
        for record in 0..list.list.len() {
            if list.list.present(record) >> slot & 1 == 1 {
                *of.entry(&list.list.words(record)[words.clone()])
                    .or_default() += 1;
                all += 1;
            }
        }
        Self { of, all }
    }
}

/// Whether equal values always have equal filters, and each row one encoding.
fn has_equal_filters(list: &Weighed<'_>) -> bool {
    let schema = list.list.schema();
    let hardening = schema.hardening();
    schema.salts().is_empty() && hardening.flip == 0.0 && hardening.decoys_per_row == 0
}

/// What the frequencies of its values add to the logarithmic odds of a pair: for each feature that
/// agrees fully, how much rarer than average the agreed value is.
pub(crate) fn adjustment(
    model: &Model,
    pattern: Pattern,
    one: &Occurrence,
    other: &Occurrence,
    number: Option<usize>,
) -> f64 {
    let mut adjustment = 0.0;
    for (feature, u) in model.u.iter().enumerate() {
        if pattern.level(feature) != TOP || number == Some(feature) {
            continue;
        }
        let average = u[usize::from(TOP)];
        let agreeing = f64::from(one[feature].0 + other[feature].0);
        let compared = f64::from(one[feature].1 + other[feature].1);
        let frequency = (agreeing + STRENGTH * average) / (compared + STRENGTH);
        adjustment += (average / frequency).clamp(1.0 / MOST, MOST).ln();
    }
    adjustment
}
