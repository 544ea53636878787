//! Records side by side: eight to a block, word by word, so that one instruction meets them all.
//!
//! The layout serves the kernels alone and must not be visible outside this folder.

/// Records in a block.
pub(super) const LANES: usize = 8;
/// Blocks in a group; the kernels take a group at a time.
pub(super) const BLOCKS: usize = 4;
/// Records in a group.
pub(super) const GROUP: usize = LANES * BLOCKS;
/// Thresholds count in parts of this many to a bit.
pub(super) const FRACTION_BITS: u32 = 12;
/// A threshold that no count reaches: for the lanes behind the last record.
const NEVER: i64 = i64::MAX / 4;

/// Filters of several records, transposed and padded to whole groups.
pub(super) struct Tiles {
    /// Word `w` of lane `l` of block `b` stands at `(b * width + w) * LANES + l`.
    pub(super) words: Vec<u64>,
    /// What each lane adds to the threshold.
    pub(super) needs: Vec<i64>,
    /// Words of one record.
    pub(super) width: usize,
}

impl Tiles {
    /// Transposes records of `width` words; `needs` has one entry for each.
    pub(super) fn transpose<'r>(
        records: impl ExactSizeIterator<Item = &'r [u64]>,
        needs: impl Iterator<Item = i64>,
        width: usize,
    ) -> Self {
        let groups = records.len().div_ceil(GROUP);
        let mut words = vec![0; groups * GROUP * width];
        for (index, record) in records.enumerate() {
            let start = index / LANES * LANES * width + index % LANES;
            for (word, value) in record.iter().enumerate() {
                words[start + word * LANES] = *value;
            }
        }
        let mut needs: Vec<i64> = needs.collect();
        needs.resize(groups * GROUP, NEVER);
        Self {
            words,
            needs,
            width,
        }
    }

    /// The groups in runs of at most `count`, each with the index of its first record.
    pub(super) fn runs(&self, count: usize) -> impl Iterator<Item = (usize, Run<'_>)> {
        let words = self.words.chunks(count * GROUP * self.width);
        let needs = self.needs.chunks(count * GROUP);
        words
            .zip(needs)
            .enumerate()
            .map(move |(run, (words, needs))| {
                let first = run * count * GROUP;
                (
                    first,
                    Run {
                        words,
                        needs,
                        width: self.width,
                    },
                )
            })
    }
}

/// A run of whole groups.
#[derive(Clone, Copy)]
pub(super) struct Run<'t> {
    pub(super) words: &'t [u64],
    pub(super) needs: &'t [i64],
    pub(super) width: usize,
}
