//! What can be refused here, and why.

use store::StoreError;
use vocabulary::personal::RefusedText;

/// A refusal or a failure. [`EstimationError::key`] names the text for the user; the `Display` text
/// is for the log.
#[derive(Debug, thiserror::Error)]
pub enum EstimationError {
    /// It does not exist, or the asker may not know that it does.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Something entered does not do; the key names the text that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A text gives a person away. The error repeats nothing of it.
    #[error(transparent)]
    Personal(#[from] RefusedText),
    /// The engine refuses the lists or the choices.
    #[error(transparent)]
    Engine(#[from] multiple_systems::Error),
    /// The linkage engine refuses a schema or a file.
    #[error(transparent)]
    Linkage(#[from] linkage::Error),
    /// Something stored cannot be read back.
    #[error("stored {0} cannot be read")]
    Corrupt(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The audit log failed.
    #[error("the audit log refused: {0}")]
    Ledger(String),
}

impl EstimationError {
    /// The key of the text that tells the user what happened and what to do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "refused-not-found",
            Self::Refused(key) => key,
            Self::Personal(_) => RefusedText::MESSAGE_KEY,
            Self::Engine(_) => "estimate-refused",
            Self::Linkage(_) => "round-schema-unreadable",
            Self::Corrupt(_) | Self::Store(_) | Self::Ledger(_) => "refused-internal",
        }
    }

    /// Whether the program or its surroundings failed, and not the user.
    #[must_use]
    pub const fn is_internal(&self) -> bool {
        matches!(self, Self::Corrupt(_) | Self::Store(_) | Self::Ledger(_))
    }

    /// The text that gives a person away, where that is why.
    #[must_use]
    pub const fn refused_text(&self) -> Option<RefusedText> {
        match self {
            Self::Personal(refused) => Some(*refused),
            _ => None,
        }
    }
}
