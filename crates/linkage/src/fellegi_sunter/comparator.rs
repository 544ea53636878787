//! Compares two encodings feature by feature.
//!
//! A salted feature is compared only where the values of a salt agree by their own filters; where
//! none does it is no evidence, for then equal values would look as different as others.

use super::pattern::{Pattern, TOP, level, level_of_counts};
use crate::compare::{Counts, Kernel, Noise};
use crate::encoded::EncodedList;

/// An encoded list with the weight of each filter at hand.
pub(crate) struct Weighed<'l> {
    pub(crate) list: &'l EncodedList,
    weights: Vec<u16>,
}

impl<'l> Weighed<'l> {
    /// Counts the bits of every filter of a list.
    pub(crate) fn new(list: &'l EncodedList) -> Self {
        let slots = list.layout().slots();
        let mut weights = Vec::with_capacity(list.len() * slots.len());
        for record in 0..list.len() {
            let words = list.words(record);
            weights.extend(slots.iter().map(|slot| {
                let bits = words[slot.words.clone()]
                    .iter()
                    .map(|word| word.count_ones());
                u16::try_from(bits.sum::<u32>()).expect("a filter has at most 512 bits")
            }));
        }
        Self { list, weights }
    }

    fn weights(&self, record: u32) -> &[u16] {
        let slots = self.list.layout().slots().len();
        &self.weights[record as usize * slots..][..slots]
    }
}

/// Turns pairs of encodings into patterns.
#[derive(Clone, Copy)]
pub(crate) struct Comparator<'l> {
    list: &'l EncodedList,
    noise: Noise,
    kernel: Kernel,
}

impl<'l> Comparator<'l> {
    /// A comparator for lists of the schema of `list`.
    pub(crate) fn new(list: &'l EncodedList, kernel: Kernel) -> Self {
        Self {
            list,
            noise: Noise(list.schema().hardening().flip),
            kernel,
        }
    }

    /// Features and the national number, if the schema has one.
    pub(crate) fn features(&self) -> usize {
        let schema = self.list.schema();
        schema.features().len() + usize::from(schema.number_field().is_some())
    }

    /// Index of the national number among the features.
    pub(crate) fn number(&self) -> Option<usize> {
        let schema = self.list.schema();
        schema.number_field().map(|_| schema.features().len())
    }

    /// The level of one slot of two encodings, salted or not.
    pub(crate) fn slot_level(
        &self,
        one: &Weighed<'_>,
        a: u32,
        other: &Weighed<'_>,
        b: u32,
        slot: usize,
    ) -> u8 {
        let both = one.list.present(a as usize) & other.list.present(b as usize);
        if both >> slot & 1 == 0 {
            return 0;
        }
        self.level(self.counts((one, a), (other, b), slot))
    }

    /// The similarity of the named slots that both encodings have, taken together.
    pub(crate) fn similarity(
        &self,
        one: &Weighed<'_>,
        a: u32,
        other: &Weighed<'_>,
        b: u32,
        slots: &[usize],
    ) -> f64 {
        let both = one.list.present(a as usize) & other.list.present(b as usize);
        if slots.len() == self.list.layout().slots().len()
            && both.count_ones() as usize == slots.len()
        {
            return self.noise.dice(self.whole_counts((one, a), (other, b)));
        }
        let mut sum = Counts::default();
        for slot in slots.iter().filter(|slot| both >> **slot & 1 == 1) {
            let counts = self.counts((one, a), (other, b), *slot);
            sum.common += counts.common;
            sum.one += counts.one;
            sum.other += counts.other;
            sum.bits += counts.bits;
        }
        self.noise.dice(sum)
    }

    /// The level of a filter; without noise in whole numbers, which gives the same.
    fn level(&self, counts: Counts) -> u8 {
        if self.noise.0 == 0.0 {
            level_of_counts(counts)
        } else {
            level(self.noise.dice(counts))
        }
    }

    /// Counts of all filters together, for encodings that have them all.
    fn whole_counts(&self, one: (&Weighed<'_>, u32), other: (&Weighed<'_>, u32)) -> Counts {
        let sum = |side: (&Weighed<'_>, u32)| {
            let weights = side.0.weights(side.1).iter();
            weights.map(|weight| u32::from(*weight)).sum()
        };
        let (first, second) = (
            one.0.list.words(one.1 as usize),
            other.0.list.words(other.1 as usize),
        );
        Counts {
            common: self.kernel.common(first, second),
            one: sum(one),
            other: sum(other),
            bits: 64 * first.len() as u32,
        }
    }

    #[inline]
    fn counts(&self, one: (&Weighed<'_>, u32), other: (&Weighed<'_>, u32), slot: usize) -> Counts {
        let words = self.list.layout().slots()[slot].words.clone();
        let (first, second) = (
            one.0.list.words(one.1 as usize),
            other.0.list.words(other.1 as usize),
        );
        Counts {
            common: self
                .kernel
                .common(&first[words.clone()], &second[words.clone()]),
            one: u32::from(one.0.weights(one.1)[slot]),
            other: u32::from(other.0.weights(other.1)[slot]),
            bits: 64 * words.len() as u32,
        }
    }

    /// How far two encodings agree.
    pub(crate) fn compare(
        &self,
        one: &Weighed<'_>,
        a: u32,
        other: &Weighed<'_>,
        b: u32,
    ) -> Pattern {
        let schema = self.list.schema();
        let both = one.list.present(a as usize) & other.list.present(b as usize);
        let mut best = [0_u8; 16];
        for (index, slot) in self.list.layout().slots().iter().enumerate() {
            if both >> index & 1 == 0 {
                continue;
            }
            let salt_agrees = slot.salt.is_none_or(|salt| {
                schema.salts()[salt]
                    .iter()
                    .all(|feature| best[*feature] == TOP)
            });
            if !salt_agrees {
                continue;
            }
            let level = self.level(self.counts((one, a), (other, b), index));
            best[slot.feature] = best[slot.feature].max(level);
        }
        let mut pattern = Pattern::default();
        for (feature, level) in best.iter().enumerate().take(schema.features().len()) {
            pattern = pattern.with(feature, *level);
        }
        match self.number() {
            Some(feature) => pattern.with(feature, numbers(one, a, other, b)),
            None => pattern,
        }
    }
}

/// The level of two national numbers.
fn numbers(one: &Weighed<'_>, a: u32, other: &Weighed<'_>, b: u32) -> u8 {
    let number = |list: &Weighed<'_>, record: u32| list.list.records.number[record as usize];
    match (number(one, a), number(other, b)) {
        (Some(a), Some(b)) if a == b => TOP,
        (Some(_), Some(_)) => 1,
        _ => 0,
    }
}
