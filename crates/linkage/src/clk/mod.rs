//! Record-level encodings that other tools understand: the CLK of clkhash (linkage schema 3).
//!
//! For exchange with partners who already use clkhash. These encodings carry no noise, salt or
//! decoys; rounds of our own must use [`crate::encoder`] instead. Described by Schnell, Bachteler
//! & Reiher (2011), "A novel error-tolerant anonymous linking code", and the clkhash documentation.

mod hash;

pub use hash::ClkHash;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::Error;

/// Bytes of one derived key.
const KEY_BYTES: usize = 64;
/// Derived keys of one field: one for each hash of the double scheme.
const KEYS_PER_FIELD: usize = 2;
/// Most fields: HKDF-SHA256 gives no more than 255 · 32 bytes.
const MOST_FIELDS: usize = 255 * 32 / (KEY_BYTES * KEYS_PER_FIELD);

/// How often tokens are inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertions {
    /// Every token the same number of times.
    PerToken(usize),
    /// A fixed number for the field, spread over its tokens.
    PerFeature(usize),
}

impl Insertions {
    fn of(self, index: usize, tokens: usize) -> usize {
        match self {
            Self::PerToken(count) => count,
            Self::PerFeature(total) => total / tokens + usize::from(index < total % tokens),
        }
    }
}

/// How one field goes into the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClkField {
    /// Length of the n-grams, 1 to 8.
    pub gram: usize,
    /// Whether an n-gram counts only at its place.
    pub positional: bool,
    /// How often tokens are inserted.
    pub insertions: Insertions,
    /// The hash.
    pub hash: ClkHash,
}

/// Encodes records as clkhash does with its default key derivation (HKDF-SHA256).
pub struct ClkEncoder {
    fields: Vec<ClkField>,
    keys: Zeroizing<Vec<u8>>,
    bits: usize,
    folds: u32,
}

impl ClkEncoder {
    /// An encoder of `bits` bits after `folds` XOR folds.
    ///
    /// # Errors
    /// [`Error::Parameter`] if there are no or too many fields, or the length before folding is no
    /// power of two between 64 and 65,536.
    pub fn new(
        secret: &[u8],
        fields: Vec<ClkField>,
        bits: usize,
        folds: u32,
    ) -> Result<Self, Error> {
        if fields.is_empty() || fields.len() > MOST_FIELDS {
            return Err(Error::Parameter {
                name: "the number of fields",
                wanted: "between 1 and 63",
            });
        }
        if fields.iter().any(|field| !(1..=8).contains(&field.gram)) {
            return Err(Error::Parameter {
                name: "the length of n-grams",
                wanted: "between 1 and 8",
            });
        }
        let long = bits.checked_shl(folds).unwrap_or(0);
        if bits < 64 || folds > 10 || !long.is_power_of_two() || long > 1 << 16 {
            return Err(Error::Parameter {
                name: "the length of the encoding",
                wanted: "a power of two of at least 64 bits, and at most 65,536 before folding",
            });
        }
        let mut keys = Zeroizing::new(vec![0; fields.len() * KEY_BYTES * KEYS_PER_FIELD]);
        Hkdf::<Sha256>::new(None, secret)
            .expand(&[], &mut keys)
            .expect("the number of fields is bounded");
        Ok(Self {
            fields,
            keys,
            bits,
            folds,
        })
    }

    /// The encoding of one record, bit 0 first in the highest bit of the first byte.
    ///
    /// Values are taken as they are, as clkhash does; missing fields at the end count as empty.
    #[must_use]
    pub fn encode(&self, record: &[&str]) -> Vec<u8> {
        let mut long = vec![0_u8; (self.bits << self.folds) / 8];
        let keys = self.keys.chunks_exact(KEY_BYTES * KEYS_PER_FIELD);
        for ((field, value), keys) in self.fields.iter().zip(record).zip(keys) {
            let (first, second) = keys.split_at(KEY_BYTES);
            let tokens = tokens(field, value);
            for (index, token) in tokens.iter().enumerate() {
                let count = field.insertions.of(index, tokens.len());
                let mut set = |position: usize| long[position / 8] |= 0x80 >> (position % 8);
                let width = self.bits << self.folds;
                field
                    .hash
                    .positions(token, [first, second], count, width, &mut set);
            }
        }
        for _ in 0..self.folds {
            let half = long.split_off(long.len() / 2);
            for (byte, other) in long.iter_mut().zip(half) {
                *byte ^= other;
            }
        }
        long
    }
}

/// The n-grams of a value, repeated ones included, as UTF-8.
fn tokens(field: &ClkField, value: &str) -> Vec<Vec<u8>> {
    if value.is_empty() {
        return Vec::new();
    }
    let blanks = std::iter::repeat_n(' ', field.gram - 1);
    let padded: Vec<char> = blanks.clone().chain(value.chars()).chain(blanks).collect();
    padded
        .windows(field.gram)
        .enumerate()
        .map(|(index, gram)| {
            let gram: String = gram.iter().collect();
            if field.positional {
                format!("{} {gram}", index + 1).into_bytes()
            } else {
                gram.into_bytes()
            }
        })
        .collect()
}
