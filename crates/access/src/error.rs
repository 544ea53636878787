//! What can be refused about accounts, and what can fail.

use crate::{MembershipError, PasswordProblem, TokenProblem};

/// A refusal or a failure. [`AccessError::key`] names the text for the user; the `Display` text is
/// for the log and holds nothing that somebody typed.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// There is no such account.
    #[error("no such account")]
    NotFound,
    /// Another account has this sign-in name.
    #[error("the sign-in name is taken")]
    SignInNameTaken,
    /// The first administrator exists already.
    #[error("the first account exists already")]
    AlreadySetUp,
    /// The password is not accepted.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// Role, region and institution do not go together.
    #[error(transparent)]
    Membership(#[from] MembershipError),
    /// An access token cannot be made.
    #[error(transparent)]
    Token(#[from] TokenProblem),
    /// The current password is another.
    #[error("the current password is wrong")]
    WrongPassword,
    /// Too many wrong passwords.
    #[error("too many attempts")]
    TooManyAttempts {
        /// When to try again.
        retry_at: jiff::Timestamp,
    },
    /// The code of the second factor is another, or was used already.
    #[error("the code of the second factor is wrong")]
    WrongCode,
    /// The account has no second factor.
    #[error("the account has no second factor")]
    SecondFactorMissing,
    /// The new password is the present one.
    #[error("the new password is the present one")]
    SamePassword,
    /// The account has a second factor already.
    #[error("the account has a second factor already")]
    SecondFactorExists,
    /// Without this account nobody could keep the accounts.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// Nobody gives or ends what they themselves may act as.
    #[error("nobody changes their own memberships")]
    OwnMembership,
    /// The account holds this membership already.
    #[error("the account holds this membership already")]
    MembershipTwice,
    /// Whoever keeps the accounts sits on no other body.
    #[error("an administrator sits on no other body")]
    AdministratorAlone,
    /// Something stored cannot be read back.
    #[error("stored {0} cannot be read")]
    Corrupt(&'static str),
    /// The hashing failed.
    #[error("the password could not be hashed: {0}")]
    Hashing(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The audit log failed.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
}

impl AccessError {
    /// The key of the text that tells the user what happened and what to do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refused-not-found",
            Self::SignInNameTaken => "account-name-taken",
            Self::AlreadySetUp => "account-already-set-up",
            Self::Password(problem) => problem.key(),
            Self::Membership(problem) => problem.key(),
            Self::Token(problem) => problem.key(),
            Self::WrongPassword => "password-wrong",
            Self::SamePassword => "password-same",
            Self::TooManyAttempts { .. } => "sign-in-too-many",
            Self::WrongCode => "second-factor-wrong",
            Self::SecondFactorMissing => "second-factor-missing",
            Self::SecondFactorExists => "second-factor-exists",
            Self::LastAdministrator => "account-last-administrator",
            Self::OwnMembership => "membership-own",
            Self::MembershipTwice => "membership-twice",
            Self::AdministratorAlone => "membership-administrator-alone",
            Self::Corrupt(_) | Self::Hashing(_) | Self::Store(_) | Self::Ledger(_) => {
                "refused-internal"
            }
        }
    }

    /// Whether the program or its surroundings failed, and not the user.
    #[must_use]
    pub const fn is_internal(&self) -> bool {
        matches!(
            self,
            Self::Corrupt(_) | Self::Hashing(_) | Self::Store(_) | Self::Ledger(_)
        )
    }
}
