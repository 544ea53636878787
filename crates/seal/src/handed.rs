//! A recovered key on its way back to its worker: closed for a key pair that the worker made when they
//! asked, so that neither who recovers it nor the disk holds it open. A mark of that pair's public half
//! is short enough to be said on the telephone, and whoever puts another key in its place changes it.

use crate::{SealError, WorkerPublicKey, WorkerSecretKey, aead, hpke_box};
use sha2::{Digest as _, Sha256};
use vocabulary::RandomSource;

/// Letters and digits that are not taken for each other when read aloud (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a spoken mark: 60 bits.
const SPOKEN_LETTERS: usize = 12;

/// A worker's private key, closed for the key pair of one request. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedKey(Vec<u8>);

impl HandedKey {
    /// Closes the key of `worker` (an account's id) for `to`.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the public key is none.
    pub fn close(
        secret: &WorkerSecretKey,
        (worker, to): (&str, &WorkerPublicKey),
        random: &dyn RandomSource,
    ) -> Result<Self, SealError> {
        hpke_box::close(to, &purpose(worker), secret.as_bytes(), random).map(Self)
    }

    /// Opens it with the private half of the pair that it was closed for.
    ///
    /// # Errors
    /// [`SealError::Closed`] for a wrong key or another worker.
    pub fn open(&self, worker: &str, key: &WorkerSecretKey) -> Result<WorkerSecretKey, SealError> {
        let opened = hpke_box::open(key, &purpose(worker), &self.0, "a recovered key")?;
        WorkerSecretKey::from_secret_bytes(&opened)
    }

    /// The bytes to store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes stored bytes; [`Self::open`] looks at them.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl WorkerPublicKey {
    /// A mark of this key for `worker`, to be said by voice, such as `7Q2K-M9XT-4HBD`: 60
    /// bits of a SHA-256 over both.
    #[must_use]
    pub fn spoken_mark(&self, worker: &str) -> String {
        let parts: [&[u8]; 3] = [b"besa spoken mark 1", worker.as_bytes(), self.as_bytes()];
        let digest = Sha256::digest(aead::joined(&parts));
        let mut mark = String::new();
        for (place, byte) in digest.iter().take(SPOKEN_LETTERS).enumerate() {
            if place > 0 && place % 4 == 0 {
                mark.push('-');
            }
            // Five bits of each byte: as good as any sixty bits of the digest.
            mark.push(char::from(LETTERS[usize::from(byte % 32)]));
        }
        mark
    }
}

fn purpose(worker: &str) -> Vec<u8> {
    aead::joined(&[b"besa recovered key 1", worker.as_bytes()])
}
