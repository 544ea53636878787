//! The two hash families of clkhash: keyed BLAKE2b, and double hashing with HMAC-SHA1 and HMAC-MD5.
//!
//! SHA-1 and MD5 are here because partners' encodings use them; nothing else may.

use blake2::Blake2bMac512;
use blake2::digest::{FixedOutput, KeyInit, Mac, Update};
use hmac::Hmac;
use md5::Md5;
use sha1::Sha1;

/// How positions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClkHash {
    /// Independent positions from keyed BLAKE2b (`blakeHash`).
    Blake,
    /// Positions h₁ + i·h₂ (`doubleHash`), open to the attack of Kroll & Steinmetzer (2015).
    Double,
}

impl ClkHash {
    /// Hands `count` positions below `width` (a power of two) to `set`.
    pub(super) fn positions(
        self,
        token: &[u8],
        keys: [&[u8]; 2],
        count: usize,
        width: usize,
        set: &mut impl FnMut(usize),
    ) {
        match self {
            Self::Blake => blake(token, keys[0], count, width, set),
            Self::Double => {
                let first = modulo(&mac::<Hmac<Sha1>>(keys[0], token), width);
                let second = modulo(&mac::<Hmac<Md5>>(keys[1], token), width);
                for index in 0..count {
                    set((first + index * second) % width);
                }
            }
        }
    }
}

/// 32 positions from each block, the number of the block being the salt.
fn blake(token: &[u8], key: &[u8], count: usize, width: usize, set: &mut impl FnMut(usize)) {
    for block in 0..count.div_ceil(32) {
        let salt = block.to_string();
        let mut hash = Blake2bMac512::new_with_salt_and_personal(Some(key), salt.as_bytes(), &[])
            .expect("the key has 64 bytes and the salt at most 16");
        Update::update(&mut hash, token);
        let digest = hash.finalize_fixed();
        for pair in digest.chunks_exact(2).take(count - 32 * block) {
            set(usize::from(u16::from_le_bytes([pair[0], pair[1]])) % width);
        }
    }
}

/// The message authentication code of `token`.
fn mac<M: Mac + KeyInit>(key: &[u8], token: &[u8]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    Mac::update(&mut mac, token);
    mac.finalize().into_bytes().to_vec()
}

/// A big-endian number modulo `width`.
fn modulo(digest: &[u8], width: usize) -> usize {
    digest
        .iter()
        .fold(0, |rest, byte| (rest * 256 + usize::from(*byte)) % width)
}
