//! Term frequencies: two people called Hoxha prove less than two with a rare surname.
//!
//! Values are hidden, so a value is as frequent as encodings of the same list resemble it. Only
//! the other encodings of a record's own list are asked, so its match never counts for itself.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::comparator::{Comparator, Weighed};
use super::model::Model;
use super::pattern::{Pattern, TOP};

/// Encodings that a value is held against, for each record that asks.
const ASKED: usize = 600;
/// The same where equal values have equal filters, so that each value asks once for all records.
const ASKED_ONCE: usize = 4000;
/// Pairs that the average frequency counts for.
const STRENGTH: f64 = 40.0;
/// A frequency moves the odds by no more than this factor.
const MOST: f64 = 32.0;

/// How often the values of one encoding occur, for each feature: agreeing and compared.
pub(crate) type Occurrence = Vec<(u32, u32)>;

/// A value of one feature: its slot, its filter, and whether its own record is among those asked.
type Value<'l> = (usize, &'l [u64], bool);

/// How often the values of encodings occur in their own list.
pub(crate) struct Occurrences<'l> {
    comparator: Comparator<'l>,
    list: &'l Weighed<'l>,
    asked: Vec<u32>,
    /// Where equal values have equal filters, each value is counted once.
    values: FxHashMap<Value<'l>, (u32, u32)>,
}

impl<'l> Occurrences<'l> {
    /// Prepares counting for `records`.
    pub(crate) fn of(
        comparator: Comparator<'l>,
        list: &'l Weighed<'l>,
        records: impl Iterator<Item = u32>,
    ) -> Self {
        let equal = has_equal_filters(list);
        let most = if equal { ASKED_ONCE } else { ASKED };
        let stride = list.list.len().div_ceil(most).max(1);
        let asked = (0..list.list.len()).step_by(stride);
        let mut counted = Self {
            comparator,
            list,
            asked: asked
                .map(|record| u32::try_from(record).expect("records are counted in 32 bits"))
                .collect(),
            values: FxHashMap::default(),
        };
        if equal {
            let mut values: Vec<(Value<'l>, u32)> = Vec::new();
            let mut seen = FxHashSet::default();
            for record in records {
                let all = counted.values_of(record).map(|value| (value, record));
                values.extend(all.filter(|(value, _)| seen.insert(*value)));
            }
            let count =
                |(value, record): &(Value<'l>, u32)| (*value, counted.count_slot(*record, value.0));
            counted.values = values.par_iter().map(count).collect();
        }
        counted
    }

    fn values_of(&self, record: u32) -> impl Iterator<Item = Value<'l>> + use<'l> {
        let list = self.list.list;
        let is_asked = self.asked.binary_search(&record).is_ok();
        let slots = list.layout().slots().iter().enumerate();
        slots
            .filter(move |(index, _)| list.present(record as usize) >> index & 1 == 1)
            .map(move |(index, slot)| {
                (
                    index,
                    &list.words(record as usize)[slot.words.clone()],
                    is_asked,
                )
            })
    }

    /// How often the values of `record` occur.
    pub(crate) fn count(&self, record: u32) -> Occurrence {
        let mut counts = vec![(0, 0); self.comparator.features()];
        if has_equal_filters(self.list) {
            let slots = self.list.list.layout().slots();
            for value in self.values_of(record) {
                counts[slots[value.0].feature] = self
                    .values
                    .get(&value)
                    .copied()
                    .unwrap_or_else(|| self.count_slot(record, value.0));
            }
            return counts;
        }
        for other in self.others(record) {
            let pattern = self.comparator.compare(self.list, record, self.list, other);
            for (feature, (agreeing, compared)) in counts.iter_mut().enumerate() {
                let level = pattern.level(feature);
                *agreeing += u32::from(level == TOP);
                *compared += u32::from(level != 0);
            }
        }
        counts
    }

    fn count_slot(&self, record: u32, slot: usize) -> (u32, u32) {
        self.others(record)
            .fold((0, 0), |(agreeing, compared), other| {
                let level = self
                    .comparator
                    .slot_level(self.list, record, self.list, other, slot);
                (
                    agreeing + u32::from(level == TOP),
                    compared + u32::from(level != 0),
                )
            })
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
