//! Keys wrapped for one holder: granting is wrapping, revoking is wrapping the next version for
//! everybody else, erasing is deleting every wrapped copy.

use crate::{
    DataKey, IndexKey, KeyVersion, SealError, WorkerPublicKey, WorkerSecretKey, aead, hpke_box,
};
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// A person's data key that one worker can open. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    version: KeyVersion,
    bytes: Vec<u8>,
}

impl WrappedKey {
    /// Wraps a data key of `subject` (an opaque id) for a worker.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the worker's public key is none.
    pub fn wrap(
        key: &DataKey,
        subject: &str,
        holder: &WorkerPublicKey,
        random: &dyn RandomSource,
    ) -> Result<Self, SealError> {
        let purpose = purpose(subject, key.version);
        let bytes = hpke_box::close(holder, &purpose, key.bytes.as_slice(), random)?;
        Ok(Self {
            version: key.version,
            bytes,
        })
    }

    /// Opens it with the worker's private key.
    ///
    /// # Errors
    /// [`SealError::Closed`] when it was wrapped for somebody else, for another person or version,
    /// or was changed.
    pub fn unwrap(&self, subject: &str, holder: &WorkerSecretKey) -> Result<DataKey, SealError> {
        let what = "a wrapped key";
        let purpose = purpose(subject, self.version);
        let opened = hpke_box::open(holder, &purpose, &self.bytes, what)?;
        let mut bytes = Zeroizing::new([0; 32]);
        if opened.len() != bytes.len() {
            return Err(SealError::Malformed(what));
        }
        bytes.copy_from_slice(&opened);
        Ok(DataKey {
            bytes,
            version: self.version,
        })
    }

    /// The version of the key inside.
    #[must_use]
    pub const fn version(&self) -> KeyVersion {
        self.version
    }

    /// The bytes to store beside the version.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Takes stored bytes; [`Self::unwrap`] looks at them.
    #[must_use]
    pub const fn from_bytes(version: KeyVersion, bytes: Vec<u8>) -> Self {
        Self { version, bytes }
    }
}

fn purpose(subject: &str, version: KeyVersion) -> Vec<u8> {
    let version = version.number().to_be_bytes();
    aead::joined(&[b"besa wrapped data key 1", subject.as_bytes(), &version])
}

/// The key of the blind indexes that one worker can open. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedIndexKey(Vec<u8>);

const INDEX_PURPOSE: &[u8] = b"besa wrapped index key 1";

impl WrappedIndexKey {
    /// Wraps the key for a worker.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the worker's public key is none.
    pub fn wrap(
        key: &IndexKey,
        holder: &WorkerPublicKey,
        random: &dyn RandomSource,
    ) -> Result<Self, SealError> {
        hpke_box::close(holder, INDEX_PURPOSE, key.as_bytes(), random).map(Self)
    }

    /// Opens it with the worker's private key.
    ///
    /// # Errors
    /// [`SealError::Closed`] when it was wrapped for somebody else or was changed.
    pub fn unwrap(&self, holder: &WorkerSecretKey) -> Result<IndexKey, SealError> {
        let opened = hpke_box::open(holder, INDEX_PURPOSE, &self.0, "a wrapped index key")?;
        IndexKey::from_secret_bytes(&opened)
    }

    /// The bytes to store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes stored bytes; [`Self::unwrap`] looks at them.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}
