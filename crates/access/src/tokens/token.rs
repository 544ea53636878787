//! A token as its owner sees it: everything but the secret.

use crate::HeldMembership;
use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;
use vocabulary::RandomSource;

/// Identifies a token, to its owner and in the audit log. It opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenId(Uuid);

/// What its owner calls a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenName(String);

/// For how many days a token is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenDays(u16);

/// An access token without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: TokenName,
    /// The membership in which it acts, whether or not that holds still.
    pub acts_in: HeldMembership,
    /// Whether it changes nothing.
    pub is_read_only: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it opens nothing; of a revoked one, when it was revoked.
    pub ends_at: Timestamp,
    /// When its owner revoked it.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
}

/// Why a token cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// Not a name.
    #[error("a token's name has 1 to 80 characters")]
    Name,
    /// Not a number of days.
    #[error("a token is good for 1 to 366 days")]
    Days,
    /// The account has as many as it may have.
    #[error("the account has too many tokens")]
    TooMany,
}

impl TokenProblem {
    /// The key of the text that tells the user what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "token-name-malformed",
            Self::Days => "token-days-malformed",
            Self::TooMany => "token-too-many",
        }
    }
}

impl TokenId {
    /// A fresh id: a UUID of version 7 (RFC 9562), so that ids sort by their age.
    pub(crate) fn fresh(now: Timestamp, random: &dyn RandomSource) -> Self {
        let mut bytes = [0; 10];
        random.fill(&mut bytes);
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid())
    }

    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let uuid = Uuid::try_parse(text).ok()?;
        (uuid.as_hyphenated().to_string() == text).then_some(Self(uuid))
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.as_hyphenated())
    }
}

impl TokenName {
    /// Reads a name.
    ///
    /// # Errors
    /// When nothing is left without outer blanks, when it is longer than 80 characters or holds
    /// control characters.
    pub fn parse(text: &str) -> Result<Self, TokenProblem> {
        let text = text.trim();
        let is_name =
            (1..=80).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        is_name
            .then(|| Self(text.to_owned()))
            .ok_or(TokenProblem::Name)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TokenDays {
    /// What is proposed.
    pub const USUAL: Self = Self(90);

    /// Reads a number of days.
    ///
    /// # Errors
    /// When it is no whole number from 1 to 366.
    pub fn parse(text: &str) -> Result<Self, TokenProblem> {
        let days = text.trim().parse().ok();
        days.filter(|days| (1..=366).contains(days))
            .map(Self)
            .ok_or(TokenProblem::Days)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}
