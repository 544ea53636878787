//! The key of one person of concern. Whoever holds it can open their fields; it is never stored.

use crate::{FieldPlace, SealError, Sealable, Sealed, aead};
use std::fmt;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// Counts the keys that a person has had, from 1. Every revocation begins another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyVersion(u32);

impl KeyVersion {
    /// The first.
    pub const FIRST: Self = Self(1);

    /// Reads a number from 1 on.
    #[must_use]
    pub const fn parse(number: u32) -> Option<Self> {
        match number {
            0 => None,
            number => Some(Self(number)),
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// The key of one person of concern, in one version.
pub struct DataKey {
    pub(crate) bytes: Zeroizing<[u8; 32]>,
    pub(crate) version: KeyVersion,
}

impl DataKey {
    /// A person's first key.
    #[must_use]
    pub fn fresh(random: &dyn RandomSource) -> Self {
        Self::of_version(KeyVersion::FIRST, random)
    }

    /// The key that follows: unrelated to this one, so that a holder of this one cannot find it.
    ///
    /// # Errors
    /// [`SealError::Exhausted`] after four thousand million versions.
    pub fn next(&self, random: &dyn RandomSource) -> Result<Self, SealError> {
        let number = self.version.0.checked_add(1);
        let version = KeyVersion(number.ok_or(SealError::Exhausted)?);
        Ok(Self::of_version(version, random))
    }

    fn of_version(version: KeyVersion, random: &dyn RandomSource) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(bytes.as_mut_slice());
        Self { bytes, version }
    }

    /// Which of the person's keys it is.
    #[must_use]
    pub const fn version(&self) -> KeyVersion {
        self.version
    }

    /// Seals a value for one place; it opens nowhere else.
    #[must_use]
    pub fn seal<T: Sealable>(
        &self,
        place: &FieldPlace<'_>,
        value: &T,
        random: &dyn RandomSource,
    ) -> Sealed<T> {
        let associated = place.associated_data(self.version);
        let content = value.to_secret_bytes();
        let closed = aead::close(&self.bytes, &associated, &content, random);
        Sealed::of(self.version, closed)
    }

    /// Opens a value at the place where it was found.
    ///
    /// # Errors
    /// [`SealError::Version`] when another version of the key sealed it, [`SealError::Closed`] when
    /// it was sealed for another place or by another key, or was changed.
    pub fn open<T: Sealable>(
        &self,
        place: &FieldPlace<'_>,
        sealed: &Sealed<T>,
    ) -> Result<T, SealError> {
        if sealed.version() != self.version {
            return Err(SealError::Version {
                sealed: sealed.version().number(),
                key: self.version.number(),
            });
        }
        let associated = place.associated_data(self.version);
        let content = aead::open(&self.bytes, &associated, sealed.closed(), "a sealed field")?;
        T::from_secret_bytes(&content).ok_or(SealError::Malformed("a sealed field"))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DataKey(version {}, …)", self.version.0)
    }
}
