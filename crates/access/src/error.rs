//! What can go wrong with accounts.

/// A failure. [`AccessError::key`] names the text for the user.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// What the user asked is not possible; the key names the text that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The audit log failed.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
    /// Something stored cannot be read back, or the machine cannot hash a password.
    #[error("{0}")]
    Internal(&'static str),
}

impl AccessError {
    /// The key of the text that tells the user what happened and what to do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Refused(key) => key,
            _ => "refused-internal",
        }
    }
}
