//! What can be refused here, and why.

use committee::CommitteeError;
use store::StoreError;
use vocabulary::personal::RefusedText;

/// A refusal or a failure. [`ReleaseError::key`] names the text for the user; the `Display` text is
/// for the log and repeats no count.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// It does not exist, or the asker may not know that it does.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// The state of things does not allow it; the key names the text that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A text gives a person away. The error repeats nothing of it.
    #[error(transparent)]
    Personal(#[from] RefusedText),
    /// The engine refuses the tables. Its text names cells and never a hidden count.
    #[error(transparent)]
    Engine(#[from] disclosure_control::Error),
    /// Something stored cannot be read back.
    #[error("stored {0} cannot be read")]
    Corrupt(&'static str),
    /// The committee's figures could not be read.
    #[error(transparent)]
    Committee(#[from] CommitteeError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The audit log failed.
    #[error("the audit log refused: {0}")]
    Ledger(String),
}

impl ReleaseError {
    /// The key of the text that tells the user what happened and what to do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "refused-not-found",
            Self::Refused(key) => key,
            Self::Personal(_) => RefusedText::MESSAGE_KEY,
            Self::Engine(_) => "release-not-safe",
            Self::Committee(error) => error.key(),
            Self::Corrupt(_) | Self::Store(_) | Self::Ledger(_) => "refused-internal",
        }
    }

    /// Whether the program or its surroundings failed, and not the user.
    #[must_use]
    pub const fn is_internal(&self) -> bool {
        match self {
            Self::Committee(error) => error.is_internal(),
            Self::Corrupt(_) | Self::Store(_) | Self::Ledger(_) => true,
            Self::NotFound(_) | Self::Refused(_) | Self::Personal(_) | Self::Engine(_) => false,
        }
    }

    /// The text that gives a person away, where that is why.
    #[must_use]
    pub const fn refused_text(&self) -> Option<RefusedText> {
        match self {
            Self::Personal(refused) => Some(*refused),
            Self::Committee(error) => error.refused_text(),
            _ => None,
        }
    }
}
