//! The name of a linkage round, which travels openly in every encoded file.
//!
//! It must say when and among whom lists are matched, and nothing about a person.

use std::fmt;

use crate::error::Error;

/// The name of one linkage round, such as `2026-11-shelters`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundId(String);

impl RoundId {
    /// Reads a name of 1 to 64 letters, digits, dots, dashes and underscores (ASCII).
    ///
    /// # Errors
    /// [`Error::Round`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::Round(text.chars().take(64).collect()))
        }
    }

    /// The round of a key file that is a bare secret.
    pub(super) fn unnamed() -> Self {
        Self("unnamed".to_owned())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoundId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
