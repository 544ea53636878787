//! Keyed Bloom filters of single fields (Schnell, Bachteler & Reiher 2009), without their faults.
//!
//! Every feature has its own key; positions are drawn independently from a keyed hash instead of
//! by double hashing (Kroll & Steinmetzer 2015), the number of insertions does not depend on the
//! length of the value, and a salt makes equal values of different people differ. Nothing here may
//! keep a whole value; remembered bits of tokens die with the hasher.

mod tokens;

use rustc_hash::FxHashMap;
use zeroize::Zeroizing;

use crate::schema::{Feature, Tokens};
use tokens::{Token, tokenise};

/// Most 64-bit words of remembered tokens in one hasher, so that memory stays bounded (8 MB).
const MOST_KEPT: usize = 1 << 20;
/// Positions that one block of the hash's output gives.
const POSITIONS_PER_BLOCK: usize = 32;

/// The salt of a filter: zero for none, otherwise a keyed hash of the values that salt it.
pub(crate) type Salt = u64;

/// Makes the filters of one feature. Each thread has its own, because it remembers positions.
pub(crate) struct FeatureHasher {
    key: Zeroizing<[u8; 32]>,
    bits: u32,
    insertions: usize,
    kind: Tokens,
    /// For each unsalted token and number of insertions where its bits begin in `masks`.
    kept: FxHashMap<(Token, u32), u32>,
    /// The bits of remembered tokens, each as wide as the filter.
    masks: Vec<u64>,
    tokens: Vec<Token>,
    positions: Vec<u16>,
}

impl FeatureHasher {
    /// A hasher for `feature` with the key derived for it.
    pub(crate) fn new(feature: &Feature, key: Zeroizing<[u8; 32]>) -> Self {
        Self {
            key,
            bits: u32::try_from(feature.bits).expect("a feature is at most 512 bits wide"),
            insertions: feature.insertions,
            kind: feature.tokens,
            kept: FxHashMap::default(),
            masks: Vec::new(),
            tokens: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Sets the bits of `value` in `filter`, which has the feature's width and starts empty.
    ///
    /// The insertions are spread evenly; the first tokens get one more if they do not divide.
    pub(crate) fn insert(&mut self, value: &str, salt: Salt, filter: &mut [u64]) {
        let mut tokens = std::mem::take(&mut self.tokens);
        let key = &self.key;
        tokenise(
            self.kind,
            value,
            |whole| short_hash(key, whole.as_bytes()),
            &mut tokens,
        );
        let each = self.insertions / tokens.len().max(1);
        let more = self.insertions % tokens.len().max(1);
        for (index, token) in tokens.iter().enumerate() {
            self.insert_token(*token, salt, each + usize::from(index < more), filter);
        }
        self.tokens = tokens;
    }

    fn insert_token(&mut self, token: Token, salt: Salt, count: usize, filter: &mut [u64]) {
        if salt != 0 {
            // A salt hardly ever comes back, so remembering would only fill memory.
            self.draw(salt, token, count, filter);
            return;
        }
        let width = filter.len();
        let asked = (token, u32::try_from(count).expect("at most 144 insertions"));
        let start = match self.kept.get(&asked) {
            Some(start) => *start as usize,
            None => self.remember(asked, count, width),
        };
        for (word, mask) in filter.iter_mut().zip(&self.masks[start..start + width]) {
            *word |= mask;
        }
    }

    /// Draws the bits of a token and keeps them; gives where they begin.
    fn remember(&mut self, asked: (Token, u32), count: usize, width: usize) -> usize {
        if self.masks.len() + width > MOST_KEPT {
            self.kept.clear();
            self.masks.clear();
        }
        let start = self.masks.len();
        let mut masks = std::mem::take(&mut self.masks);
        masks.resize(start + width, 0);
        self.draw(0, asked.0, count, &mut masks[start..]);
        self.masks = masks;
        let place = u32::try_from(start).expect("at most a million words are kept");
        self.kept.insert(asked, place);
        start
    }

    /// Draws `count` positions of a token and sets their bits.
    fn draw(&mut self, salt: Salt, token: Token, count: usize, filter: &mut [u64]) {
        self.positions.resize(count, 0);
        draw_positions(&self.key, self.bits, salt, token, &mut self.positions);
        set(&self.positions, filter);
    }
}

/// A keyed hash of 64 bits: for salts and for whole values.
pub(crate) fn short_hash(key: &[u8; 32], bytes: &[u8]) -> u64 {
    let hash = blake3::keyed_hash(key, bytes);
    let mut short = [0; 8];
    short.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(short)
}

/// Draws positions below `bits` from the keyed hash of the salt and the token.
fn draw_positions(key: &[u8; 32], bits: u32, salt: Salt, token: Token, positions: &mut [u16]) {
    let mut hasher = blake3::Hasher::new_keyed(key);
    let mut input = [0; 16];
    input[..8].copy_from_slice(&salt.to_le_bytes());
    input[8..].copy_from_slice(&token.0.to_le_bytes());
    hasher.update(&input);
    let mut output = hasher.finalize_xof();
    let mut block = [0; 2 * POSITIONS_PER_BLOCK];
    for chunk in positions.chunks_mut(POSITIONS_PER_BLOCK) {
        output.fill(&mut block);
        for (position, pair) in chunk.iter_mut().zip(block.chunks_exact(2)) {
            let random = u32::from(u16::from_le_bytes([pair[0], pair[1]]));
            *position =
                u16::try_from((random * bits) >> 16).expect("a position is below the width");
        }
    }
}

/// Sets bits of a filter.
fn set(positions: &[u16], filter: &mut [u64]) {
    for position in positions {
        filter[usize::from(position / 64)] |= 1 << (position % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use proptest::prelude::*;

    fn filter(key: u8, salt: Salt, value: &str) -> Vec<u64> {
        let schema = Schema::person();
        let feature = &schema.features()[0];
        let mut filter = vec![0; feature.words()];
        FeatureHasher::new(feature, Zeroizing::new([key; 32])).insert(value, salt, &mut filter);
        filter
    }

    fn dice(one: &[u64], other: &[u64]) -> f64 {
        let weight = |words: &[u64]| words.iter().map(|word| word.count_ones()).sum::<u32>();
        let common: u32 = one
            .iter()
            .zip(other)
            .map(|(a, b)| (a & b).count_ones())
            .sum();
        2.0 * f64::from(common) / f64::from(weight(one) + weight(other))
    }

    #[test]
    fn a_slip_of_the_pen_stays_near_and_another_name_far() {
        assert!(dice(&filter(1, 0, "besnik"), &filter(1, 0, "besnjk")) > 0.6);
        assert!(dice(&filter(1, 0, "besnik"), &filter(1, 0, "drita")) < 0.4);
    }

    #[test]
    fn without_the_key_or_the_salt_equal_names_are_strangers() {
        let name = filter(1, 0, "hoxha");
        assert!(dice(&name, &filter(2, 0, "hoxha")) < 0.5);
        assert!(dice(&filter(1, 5, "hoxha"), &filter(1, 6, "hoxha")) < 0.5);
    }

    #[test]
    fn the_weight_hides_the_length() {
        let weight = |value| {
            filter(1, 0, value)
                .iter()
                .map(|word| word.count_ones())
                .sum::<u32>()
        };
        let (short, long) = (weight("an"), weight("konstandin aleksander"));
        assert!(short.abs_diff(long) <= 12, "{short} {long}");
    }

    proptest! {
        #[test]
        fn equal_values_have_equal_filters_on_every_machine(value in "[a-z]{1,12}", salt: u64) {
            prop_assert_eq!(filter(9, salt, &value), filter(9, salt, &value));
        }
    }
}
