//! What casework can refuse, and why. No variant carries anything about a person.

/// A refusal or a failure. [`CaseworkError::key`] names the text for the user; the `Display` text is
/// for the log.
#[derive(Debug, thiserror::Error)]
pub enum CaseworkError {
    /// It does not exist, or the asker has no need to know that it does: the same answer.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// A rule of the work does not allow it; the key names the text that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// What was typed in cannot be taken; the key names the text that says what to do.
    #[error("invalid: {0}")]
    Invalid(&'static str),
    /// A wrong passphrase, or a key that does not fit.
    #[error(transparent)]
    Seal(#[from] seal::SealError),
    /// Something stored cannot be read back.
    #[error("stored {0} cannot be read")]
    Corrupt(&'static str),
    /// The gate to the committee failed.
    #[error("the gate failed: {0}")]
    Gate(String),
    /// The machine could not do the work of opening a key.
    #[error("the work on a key was interrupted")]
    Interrupted,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The audit log failed; then nothing was done or shown.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
}

impl CaseworkError {
    /// The key of the text that tells the user what happened and what to do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "casework-not-found",
            Self::Refused(key) | Self::Invalid(key) => key,
            Self::Seal(_) => "casework-key-closed",
            Self::Corrupt(_)
            | Self::Gate(_)
            | Self::Interrupted
            | Self::Store(_)
            | Self::Ledger(_) => "casework-internal",
        }
    }
}
