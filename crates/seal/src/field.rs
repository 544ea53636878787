//! A sealed field and the place that it belongs to.

use crate::{KeyVersion, SealError, aead};
use std::{fmt, marker::PhantomData};

/// Where a field is kept. Moving a sealed value to another row, column or table makes it unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldPlace<'a> {
    /// The table.
    pub table: &'static str,
    /// The column, or what stands for one.
    pub column: &'a str,
    /// The row's key, as text.
    pub row: &'a str,
}

impl FieldPlace<'_> {
    pub(crate) fn associated_data(&self, version: KeyVersion) -> Vec<u8> {
        aead::joined(&[
            b"besa sealed field 1",
            self.table.as_bytes(),
            self.column.as_bytes(),
            self.row.as_bytes(),
            &version.number().to_be_bytes(),
        ])
    }
}

/// A value that only its person's [`DataKey`](crate::DataKey) opens. It has no `Display`, no
/// `Serialize` and no `Clone`, and its `Debug` tells nothing but the version.
pub struct Sealed<T> {
    version: KeyVersion,
    closed: Vec<u8>,
    content: PhantomData<fn() -> T>,
}

const FORMAT: u8 = 1;

impl<T> Sealed<T> {
    pub(crate) const fn of(version: KeyVersion, closed: Vec<u8>) -> Self {
        Self {
            version,
            closed,
            content: PhantomData,
        }
    }

    /// The version of the key that opens it.
    #[must_use]
    pub const fn version(&self) -> KeyVersion {
        self.version
    }

    pub(crate) fn closed(&self) -> &[u8] {
        &self.closed
    }

    /// The bytes to store: format (1 byte), key version (4, big end first), nonce (24), ciphertext
    /// with its tag (16).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        bytes.extend_from_slice(&self.version.number().to_be_bytes());
        bytes.extend_from_slice(&self.closed);
        bytes
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when they are too short or of an unknown format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let malformed = SealError::Malformed("a sealed field");
        let rest = bytes.strip_prefix(&[FORMAT]).ok_or(malformed)?;
        let (version, closed) = rest.split_first_chunk::<4>().ok_or(malformed)?;
        let version = KeyVersion::parse(u32::from_be_bytes(*version)).ok_or(malformed)?;
        Ok(Self::of(version, closed.to_vec()))
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sealed(version {}, …)", self.version.number())
    }
}
