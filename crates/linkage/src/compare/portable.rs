//! The kernels in plain Rust: right on every machine, and the measure for the fast ones.

use super::tile::{FRACTION_BITS, LANES, Run};

/// Appends the index of each record in `run` that has enough bits in common with `row`.
pub(super) fn screen(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
    screen_with(run, row, need, hits);
}

/// Bits that two filters have in common.
pub(super) fn common(one: &[u64], other: &[u64]) -> u32 {
    common_with(one, other)
}

/// The body of [`screen`], inlined where another instruction set is on.
#[inline(always)]
pub(super) fn screen_with(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
    let blocks = run.words.chunks_exact(LANES * run.width);
    for (index, (words, needs)) in blocks.zip(run.needs.chunks_exact(LANES)).enumerate() {
        let mut counts = [0_i64; LANES];
        for (word, lanes) in row.iter().zip(words.chunks_exact(LANES)) {
            for (count, lane) in counts.iter_mut().zip(lanes) {
                *count += i64::from((word & lane).count_ones());
            }
        }
        for (lane, (count, lane_need)) in counts.iter().zip(needs).enumerate() {
            if count << FRACTION_BITS >= need + lane_need {
                hits.push((index * LANES + lane) as u32);
            }
        }
    }
}

/// The body of [`common`], inlined where another instruction set is on.
#[inline(always)]
pub(super) fn common_with(one: &[u64], other: &[u64]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(a, b)| (a & b).count_ones())
        .sum()
}
