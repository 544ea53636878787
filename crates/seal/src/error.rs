//! What sealing and opening can refuse. No variant carries anything that was, or would be, sealed.

/// A refusal. It does not tell a wrong key from a changed value: neither do the standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Wrong key, wrong place, or changed bytes.
    #[error("{0} cannot be opened: wrong key, wrong place or changed")]
    Closed(&'static str),
    /// The bytes are not what this crate writes.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// The key is of another version than the value.
    #[error("sealed under version {sealed} of the key, opened with version {key}")]
    Version {
        /// The version that the value was sealed under.
        sealed: u32,
        /// The version of the key that was tried.
        key: u32,
    },
    /// Two custodians of three are needed, and they must be different.
    #[error("recovery needs two different custodians of the three")]
    Custodians,
    /// The cost of a passphrase is outside of what the standard allows.
    #[error("the passphrase cost is out of range")]
    Cost,
    /// A key has used up all its versions.
    #[error("no further version of this key")]
    Exhausted,
}
