//! The kernel for AVX2, which counts bits by tables and, before that, by adders.
//!
//! Four records stand side by side in a register. Fifteen words of a record are first added bit by
//! bit to four numbers that stand for one, two, four and eight (carry-save adders: Harley & Seal in
//! Warren, Hacker's Delight, 2nd ed., 5-1; Muła, Kurz & Lemire 2018), so that four tables are asked
//! instead of fifteen. Unsafe are only loads from slices whose length was checked.
#![expect(unsafe_code, reason = "vector loads take pointers")]

use std::arch::x86_64::*;

use super::tile::{FRACTION_BITS, LANES, Run};

/// Words that the adders take at a time.
const ADDED: usize = 15;
/// Records in a register.
const WIDTH: usize = 4;

/// Words in fifteens, and those that are left.
type InFifteens<'w, W> = (&'w [[W; ADDED]], &'w [W]);

/// Appends the index of each record in `run` that has enough bits in common with `row`.
#[target_feature(enable = "avx2,popcnt")]
pub(super) fn screen(run: &Run<'_>, row: &[u64], need: i64, hits: &mut Vec<u32>) {
    let (words, _) = run.words.as_chunks::<LANES>();
    let (needs, _) = run.needs.as_chunks::<LANES>();
    let row = row.as_chunks::<ADDED>();
    for (index, (words, needs)) in words.chunks_exact(run.width).zip(needs).enumerate() {
        let first = (index * LANES) as u32;
        let words = words.as_chunks::<ADDED>();
        note(reached::<0>(row, words, need, needs), first, hits);
        let second = first + WIDTH as u32;
        note(reached::<WIDTH>(row, words, need, needs), second, hits);
    }
}

/// One bit for each of the four records from `FIRST` on that has enough in common with the row.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn reached<const FIRST: usize>(
    row: InFifteens<'_, u64>,
    words: InFifteens<'_, [u64; LANES]>,
    need: i64,
    needs: &[i64; LANES],
) -> u32 {
    let mut total = _mm256_setzero_si256();
    for (row, words) in row.0.iter().zip(words.0) {
        let bytes = count_fifteen::<FIRST>(row, words);
        let sums = _mm256_sad_epu8(bytes, _mm256_setzero_si256());
        total = _mm256_add_epi64(total, sums);
    }
    // At most fourteen words, so the counts of a byte stay below 112.
    let mut bytes = _mm256_setzero_si256();
    for (word, lanes) in row.1.iter().zip(words.1) {
        let both = common::<FIRST>(*word, lanes);
        bytes = _mm256_add_epi8(bytes, ones_in_bytes::<1>(both));
    }
    let sums = _mm256_sad_epu8(bytes, _mm256_setzero_si256());
    let scaled = _mm256_slli_epi64::<{ FRACTION_BITS as i32 }>(_mm256_add_epi64(total, sums));
    // SAFETY: four entries stand from `FIRST`, which is 0 or 4, in eight.
    let lane_needs = unsafe { _mm256_loadu_si256(needs.as_ptr().add(FIRST).cast()) };
    let needs = _mm256_add_epi64(_mm256_set1_epi64x(need), lane_needs);
    let below = _mm256_cmpgt_epi64(needs, scaled);
    (!_mm256_movemask_pd(_mm256_castsi256_pd(below)) & 15).cast_unsigned()
}

/// Appends the records that `reached` names, counted from `first`.
fn note(mut reached: u32, first: u32, hits: &mut Vec<u32>) {
    while reached != 0 {
        hits.push(first + reached.trailing_zeros());
        reached &= reached - 1;
    }
}

/// For each byte of four records the bits that fifteen words have in common with the row.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn count_fifteen<const FIRST: usize>(row: &[u64; ADDED], words: &[[u64; LANES]; ADDED]) -> __m256i {
    let both = |at: usize| common::<FIRST>(row[at], &words[at]);
    let (one, two) = add(both(0), both(1), both(2));
    let (one, two_more) = add(one, both(3), both(4));
    let (one, two_again) = add(one, both(5), both(6));
    let (two, four) = add(two, two_more, two_again);
    let (one, two_more) = add(one, both(7), both(8));
    let (one, two_again) = add(one, both(9), both(10));
    let (two, four_more) = add(two, two_more, two_again);
    let (one, two_more) = add(one, both(11), both(12));
    let (one, two_again) = add(one, both(13), both(14));
    let (two, four_again) = add(two, two_more, two_again);
    let (four, eight) = add(four, four_more, four_again);
    let low = _mm256_add_epi8(ones_in_bytes::<1>(one), ones_in_bytes::<2>(two));
    let high = _mm256_add_epi8(ones_in_bytes::<4>(four), ones_in_bytes::<8>(eight));
    _mm256_add_epi8(low, high)
}

/// The bits that a word has in common with the same word of the four records from `FIRST` on.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn common<const FIRST: usize>(word: u64, lanes: &[u64; LANES]) -> __m256i {
    // SAFETY: four words stand from `FIRST`, which is 0 or 4, in eight.
    let other = unsafe { _mm256_loadu_si256(lanes.as_ptr().add(FIRST).cast()) };
    _mm256_and_si256(_mm256_set1_epi64x(word.cast_signed()), other)
}

/// Three bits added in each place: the sum's lower bit and its upper one.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn add(a: __m256i, b: __m256i, c: __m256i) -> (__m256i, __m256i) {
    let either = _mm256_xor_si256(a, b);
    let carry = _mm256_or_si256(_mm256_and_si256(a, b), _mm256_and_si256(either, c));
    (_mm256_xor_si256(either, c), carry)
}

/// The bits of each byte, counted `WORTH` each.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn ones_in_bytes<const WORTH: i8>(bits: __m256i) -> __m256i {
    let low = _mm256_set1_epi8(15);
    let (a, b, c, d) = (WORTH, 2 * WORTH, 3 * WORTH, 4 * WORTH);
    #[rustfmt::skip]
    let ones = _mm256_setr_epi8(
        0, a, a, b, a, b, b, c, a, b, b, c, b, c, c, d,
        0, a, a, b, a, b, b, c, a, b, b, c, b, c, c, d,
    );
    let lower = _mm256_and_si256(bits, low);
    let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(bits), low);
    _mm256_add_epi8(
        _mm256_shuffle_epi8(ones, lower),
        _mm256_shuffle_epi8(ones, upper),
    )
}
