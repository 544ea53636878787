//! Blind indexes: two records about the same person give the same bytes, and the bytes tell nothing
//! to who has not the key (HMAC-SHA256, RFC 2104, cut to 128 bits). The key is wrapped for workers
//! like any other; on the server's disk it would let anybody try names.

mod fold;

use crate::{SealError, aead};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

pub use fold::fold_name;

/// One entry of a blind index: 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlindIndex([u8; 16]);

impl BlindIndex {
    /// The bytes to store and to compare.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// The key of the blind indexes.
pub struct IndexKey(Zeroizing<[u8; 32]>);

impl IndexKey {
    /// A fresh key.
    #[must_use]
    pub fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(bytes.as_mut_slice());
        Self(bytes)
    }

    pub(crate) fn from_secret_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return Err(SealError::Malformed("an index key"));
        }
        key.copy_from_slice(bytes);
        Ok(Self(key))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The index of a whole name, whatever the order of its words, its case, its accents and the
    /// neighbours' ways of spelling; `None` for a name without letters.
    #[must_use]
    pub fn of_name(&self, name: &str) -> Option<BlindIndex> {
        let mut words = fold::fold_words(name);
        words.sort_unstable();
        let joined = Zeroizing::new(words.join(" "));
        (!joined.is_empty()).then(|| self.of("name", &joined))
    }

    /// The indexes of each word of a name, for a search by one of them.
    #[must_use]
    pub fn of_name_words(&self, name: &str) -> Vec<BlindIndex> {
        let words = fold::fold_words(name);
        words
            .iter()
            .map(|word| self.of("name word", word))
            .collect()
    }

    /// The index of a birth date, written `YYYY-MM-DD`.
    #[must_use]
    pub fn of_birth_date(&self, date: &str) -> BlindIndex {
        self.of("birth date", date.trim())
    }

    /// The index of a phone number; `dialling_code` (digits, such as `355`) is taken as meant where
    /// the number begins with a single zero. `None` for fewer than six digits.
    #[must_use]
    pub fn of_phone(&self, number: &str, dialling_code: &str) -> Option<BlindIndex> {
        let digits = fold::fold_phone(number, dialling_code);
        (digits.len() >= 6).then(|| self.of("phone", &digits))
    }

    fn of(&self, kind: &str, value: &str) -> BlindIndex {
        BlindIndex(cut(&code(
            self.0.as_slice(),
            &aead::joined(&[b"besa blind index 1", kind.as_bytes(), value.as_bytes()]),
        )))
    }
}

fn code(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut code = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    code.update(message);
    code.finalize().into_bytes().into()
}

fn cut(code: &[u8; 32]) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&code[..16]);
    first
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("IndexKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 2.
    #[test]
    fn the_code_gives_the_published_answer() {
        let code = code(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(code[..8], [0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e]);
        assert_eq!(code[28..], [0x64, 0xec, 0x38, 0x43]);
    }
}
