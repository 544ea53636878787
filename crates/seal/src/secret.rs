//! A text in the clear, on its way in or out. It is wiped from memory when dropped.

use std::fmt;
use zeroize::Zeroizing;

/// What can be sealed.
pub trait Sealable: Sized {
    /// The bytes to seal.
    fn to_secret_bytes(&self) -> Zeroizing<Vec<u8>>;
    /// Reads them back; `None` when they are not such a value's.
    fn from_secret_bytes(bytes: &[u8]) -> Option<Self>;
}

/// A text that must not be printed, copied or stored in the clear.
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text over. The caller's own copies are the caller's to wipe.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text, for the one page that was allowed to show it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretText(…)")
    }
}

impl Sealable for SecretText {
    fn to_secret_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.as_bytes().to_vec())
    }

    fn from_secret_bytes(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().map(Self::new)
    }
}
