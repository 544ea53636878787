//! The kernels in the instruction sets of common processors, chosen when the program runs.
//!
//! The only unsafe code of the crate: calls into functions compiled for more instructions than the
//! program may assume, and loads from slices whose length was checked. Every kernel must give
//! exactly what [`super::portable`] gives; a property test holds them to it.
#![expect(
    unsafe_code,
    reason = "instruction sets are detected at run time, and vector loads take pointers"
)]

use super::kernel::Kernel;

/// The kernels that this processor can run, the slowest first.
pub(super) fn available() -> Vec<Kernel> {
    #[cfg(target_arch = "x86_64")]
    return x86::available();
    #[cfg(not(target_arch = "x86_64"))]
    Vec::new()
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::super::avx2;
    use super::super::portable::{common_with, screen_with};
    use super::super::tile::{BLOCKS, FRACTION_BITS, GROUP, LANES, Run};
    use super::Kernel;

    pub(super) fn available() -> Vec<Kernel> {
        let mut kernels = Vec::new();
        if is_x86_feature_detected!("popcnt") {
            kernels.push(Kernel::new("popcnt", screen_popcnt, common_popcnt));
            if is_x86_feature_detected!("avx2") {
                kernels.push(Kernel::new("avx2", screen_avx2, common_popcnt));
            }
            if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vpopcntdq") {
                kernels.push(Kernel::new("avx512", screen_avx512, common_popcnt));
            }
        }
        kernels
    }

    fn screen_popcnt(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
        // SAFETY: handed out by `available` alone, which found POPCNT.
        unsafe { popcnt(run, row, need, hits) }
    }

    fn common_popcnt(one: &[u64], other: &[u64]) -> u32 {
        // SAFETY: handed out by `available` alone, which found POPCNT.
        unsafe { popcnt_common(one, other) }
    }

    fn screen_avx2(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
        // SAFETY: handed out by `available` alone, which found AVX2.
        unsafe { avx2::screen(run, row, need, hits) }
    }

    fn screen_avx512(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
        // SAFETY: handed out by `available` alone, which found AVX-512 F and VPOPCNTDQ.
        unsafe { avx512(run, row, need, hits) }
    }

    #[target_feature(enable = "popcnt")]
    fn popcnt(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
        screen_with(run, row, need, hits);
    }

    #[target_feature(enable = "popcnt")]
    fn popcnt_common(one: &[u64], other: &[u64]) -> u32 {
        common_with(one, other)
    }

    #[target_feature(enable = "avx512f,avx512vpopcntdq,popcnt")]
    fn avx512(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
        let stride = LANES * run.width;
        let groups = run.words.chunks_exact(BLOCKS * stride);
        for (index, (words, needs)) in groups.zip(run.needs.chunks_exact(GROUP)).enumerate() {
            let mut counts = [_mm512_setzero_si512(); BLOCKS];
            for (at, word) in row[..run.width].iter().enumerate() {
                let word = _mm512_set1_epi64(word.cast_signed());
                for (block, count) in counts.iter_mut().enumerate() {
                    let start = block * stride + at * LANES;
                    // SAFETY: the group has `BLOCKS * stride` words and `at` is below the width,
                    // so the eight words from `start` on are in it.
                    let other = unsafe { _mm512_loadu_si512(words.as_ptr().add(start).cast()) };
                    let both = _mm512_and_si512(word, other);
                    *count = _mm512_add_epi64(*count, _mm512_popcnt_epi64(both));
                }
            }
            let need = _mm512_set1_epi64(need);
            for (block, count) in counts.into_iter().enumerate() {
                // SAFETY: `needs` has `GROUP` entries, eight for each block.
                let lane_needs =
                    unsafe { _mm512_loadu_si512(needs[block * LANES..][..LANES].as_ptr().cast()) };
                let needs = _mm512_add_epi64(need, lane_needs);
                let scaled = _mm512_slli_epi64::<FRACTION_BITS>(count);
                let mut reached = _mm512_cmpge_epi64_mask(scaled, needs);
                while reached != 0 {
                    let lane = reached.trailing_zeros() as usize;
                    hits.push((index * GROUP + block * LANES + lane) as u32);
                    reached &= reached - 1;
                }
            }
        }
    }
}
