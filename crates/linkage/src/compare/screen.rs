//! All pairs of two sides whose filters together reach a similarity.
//!
//! Records are grouped by which filters they have, so that within two groups one threshold holds
//! and missing filters fall out of the sum by being empty.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::kernel::Kernel;
use super::noise::Noise;
use super::tile::Tiles;

/// A record of one side and a record of the other.
pub(crate) type Pair = (u32, u32);

/// Records of one side that are compared by one thread at a time.
const ROWS_PER_TASK: usize = 512;
/// Groups of 32 records that stay in the nearest cache while rows pass over them.
const GROUPS_PER_RUN: usize = 4;

/// One side of a comparison: rows of filters that stand one after the other.
pub(crate) struct Side {
    /// Words of one row.
    pub(crate) width: usize,
    /// Width in bits of each filter of a row.
    pub(crate) filter_bits: Vec<u32>,
    /// The filters, row after row; missing ones are empty.
    pub(crate) words: Vec<u64>,
    /// Which filters a row has, the first in the lowest bit.
    pub(crate) present: Vec<u64>,
}

/// Bits set in each filter of each row.
struct Weights {
    of: Vec<u32>,
    filters: usize,
}

impl Weights {
    /// Bits set in the filters of a row that `shared` names.
    fn weight(&self, index: u32, shared: u64) -> u32 {
        let row = &self.of[index as usize * self.filters..][..self.filters];
        let named = |filter: &usize| shared >> filter & 1 == 1;
        let filters = row.iter().enumerate();
        filters
            .filter(|(filter, _)| named(filter))
            .map(|(_, weight)| weight)
            .sum()
    }
}

/// Rows of a side that have the same filters.
struct Group {
    present: u64,
    rows: Vec<u32>,
}

impl Side {
    fn row(&self, index: u32) -> &[u64] {
        &self.words[index as usize * self.width..][..self.width]
    }

    /// Bits set in each filter of each row, row after row.
    fn weights(&self) -> Weights {
        let filters = self.filter_bits.len();
        let mut of = Vec::with_capacity(self.present.len() * filters);
        for row in self.words.chunks_exact(self.width.max(1)) {
            let mut rest = row;
            for bits in &self.filter_bits {
                let (filter, behind) = rest.split_at(*bits as usize / 64);
                of.push(filter.iter().map(|word| word.count_ones()).sum());
                rest = behind;
            }
        }
        Weights { of, filters }
    }

    /// Width in bits of the filters that `shared` names.
    fn bits(&self, shared: u64) -> u32 {
        let named = |filter: usize| shared >> filter & 1 == 1;
        self.filter_bits
            .iter()
            .enumerate()
            .filter(|(filter, _)| named(*filter))
            .map(|(_, bits)| bits)
            .sum()
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups = BTreeMap::<u64, Vec<u32>>::new();
        for (row, present) in (0..).zip(&self.present) {
            groups.entry(*present).or_default().push(row);
        }
        groups
            .into_iter()
            .map(|(present, rows)| Group { present, rows })
            .collect()
    }
}

/// The pairs (row of `one`, row of `other`) whose shared filters have a Dice similarity of at
/// least `threshold` before noise, and make up at least `least_bits` bits. In ascending order.
pub(crate) fn screen(
    one: &Side,
    other: &Side,
    threshold: f64,
    least_bits: u32,
    noise: Noise,
    kernel: Kernel,
) -> Vec<Pair> {
    let other_groups = other.groups();
    let (weights, other_weights) = (one.weights(), other.weights());
    let mut tasks = Vec::new();
    let groups = one.groups();
    for group in &groups {
        for rows in group.rows.chunks(ROWS_PER_TASK) {
            for other_group in &other_groups {
                let shared = group.present & other_group.present;
                if one.bits(shared) >= least_bits.max(1) {
                    tasks.push((shared, rows, other_group));
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = tasks
        .par_iter()
        .flat_map_iter(|(shared, rows, group)| {
            let bits = one.bits(*shared);
            let need = |weight| noise.need(threshold, bits, weight);
            let tiles = Tiles::transpose(
                group.rows.iter().map(|row| other.row(*row)),
                group
                    .rows
                    .iter()
                    .map(|row| need(other_weights.weight(*row, *shared))),
                other.width,
            );
            let needs: Vec<i64> = rows
                .iter()
                .map(|row| need(weights.weight(*row, *shared)))
                .collect();
            let mut pairs = Vec::new();
            let mut hits = Vec::new();
            for (first, run) in tiles.runs(GROUPS_PER_RUN) {
                for (row, need) in rows.iter().zip(&needs) {
                    hits.clear();
                    (kernel.screen)(&run, one.row(*row), *need, &mut hits);
                    pairs.extend(
                        hits.iter()
                            .map(|hit| (*row, group.rows[first + *hit as usize])),
                    );
                }
            }
            pairs
        })
        .collect();
    pairs.par_sort_unstable();
    pairs
}

/// All pairs of plain filters of `width` words whose Dice similarity is at least `threshold`.
///
/// For record-level encodings such as [`crate::clk`]. Pairs are (index in `one`, index in
/// `other`), in ascending order.
#[must_use]
pub fn similar_pairs(
    one: &[u64],
    other: &[u64],
    width: usize,
    threshold: f64,
    kernel: Kernel,
) -> Vec<(u32, u32)> {
    let side = |words: &[u64]| Side {
        width,
        filter_bits: vec![u32::try_from(width * 64).unwrap_or(u32::MAX)],
        words: words.to_vec(),
        present: vec![1; words.len() / width.max(1)],
    };
    if width == 0 {
        return Vec::new();
    }
    screen(&side(one), &side(other), threshold, 0, Noise(0.0), kernel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(rows: &[(u64, Vec<u64>)]) -> Side {
        // Two filters: one of 64 bits and one of 128.
        let words = rows.iter().flat_map(|(present, words)| {
            let keep = [present & 1, present >> 1 & 1, present >> 1 & 1];
            words
                .iter()
                .zip(keep)
                .map(|(word, keep)| word * keep)
                .collect::<Vec<_>>()
        });
        Side {
            width: 3,
            filter_bits: vec![64, 128],
            words: words.collect(),
            present: rows.iter().map(|(present, _)| *present).collect(),
        }
    }

    /// The definition, pair by pair.
    fn naive(one: &Side, other: &Side, threshold: f64) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let (one_weights, other_weights) = (one.weights(), other.weights());
        for (a, pa) in (0..).zip(&one.present) {
            for (b, pb) in (0..).zip(&other.present) {
                let shared = pa & pb;
                let common: u32 = one
                    .row(a)
                    .iter()
                    .zip(other.row(b))
                    .map(|(a, b)| (a & b).count_ones())
                    .sum();
                let weights = one_weights.weight(a, shared) + other_weights.weight(b, shared);
                if shared != 0 && 2.0 * f64::from(common) >= threshold * f64::from(weights) {
                    pairs.push((a, b));
                }
            }
        }
        pairs
    }

    fn rows() -> impl Strategy<Value = Vec<(u64, Vec<u64>)>> {
        proptest::collection::vec(
            (0_u64..4, proptest::collection::vec(any::<u64>(), 3)),
            0..90,
        )
    }

    proptest! {
        #[test]
        fn every_kernel_finds_exactly_the_similar_pairs(
            one in rows(), other in rows(), threshold in prop::sample::select(vec![0.375, 0.5, 0.625]),
        ) {
            let (one, other) = (side(&one), side(&other));
            let expected = naive(&one, &other, threshold);
            for kernel in Kernel::available() {
                let found = screen(&one, &other, threshold, 0, Noise(0.0), kernel);
                prop_assert_eq!(&found, &expected, "{}", kernel.name());
            }
        }

        #[test]
        fn long_filters_are_counted_alike(
            words in proptest::collection::vec(any::<u64>(), 40 * 37), threshold in 0.4..0.6,
        ) {
            let mut found = Kernel::available()
                .into_iter()
                .map(|kernel| similar_pairs(&words, &words, 40, threshold, kernel));
            let first = found.next();
            prop_assert!(found.all(|pairs| Some(pairs) == first));
        }
    }
}
