//! The key pair of one worker: the public half may be known, the private half lives in the memory of
//! a signed-in session and nowhere else.

use crate::{SealError, hpke_box};
use std::fmt;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// The public half (X25519, 32 bytes): what keys are wrapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkerPublicKey([u8; 32]);

impl WorkerPublicKey {
    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| SealError::Malformed("a worker's public key"))
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The private half.
pub struct WorkerSecretKey(Zeroizing<[u8; 32]>);

impl WorkerSecretKey {
    /// A fresh key pair.
    #[must_use]
    pub fn fresh(random: &dyn RandomSource) -> (Self, WorkerPublicKey) {
        let (secret, public) = hpke_box::fresh_pair(random);
        (Self(secret), WorkerPublicKey(public))
    }

    pub(crate) fn from_secret_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return Err(SealError::Malformed("a worker's key"));
        }
        key.copy_from_slice(bytes);
        Ok(Self(key))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The public half.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the private half is not a key of this curve.
    pub fn public(&self) -> Result<WorkerPublicKey, SealError> {
        hpke_box::public_of(&self.0).map(WorkerPublicKey)
    }
}

impl fmt::Debug for WorkerSecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WorkerSecretKey(…)")
    }
}
