//! The two names of an account: the one to type at the door, and the one to show.

/// The name somebody types to sign in: lower-case ASCII, so that every keyboard can write it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignInName(String);

/// The name that others see.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DisplayName(String);

/// Why a text is not a name for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Not a sign-in name.
    #[error("a sign-in name has 3 to 64 letters a-z, digits, or . - _ @")]
    SignInName,
    /// Not a name to show.
    #[error("a name has 1 to 120 characters")]
    DisplayName,
}

impl NameError {
    /// The key of the text that tells the user what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SignInName => "account-sign-in-name-malformed",
            Self::DisplayName => "account-name-malformed",
        }
    }
}

impl SignInName {
    /// Reads a sign-in name; capitals and outer blanks do not matter.
    ///
    /// # Errors
    /// When it is shorter than 3 or longer than 64, or holds anything but ASCII letters, digits and
    /// `.`, `-`, `_`, `@`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let is_name = (3..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_@".contains(&byte));
        is_name
            .then(|| Self(text.to_ascii_lowercase()))
            .ok_or(NameError::SignInName)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl DisplayName {
    /// Reads a name to show.
    ///
    /// # Errors
    /// When nothing is left without outer blanks, when it is longer than 120 characters or holds
    /// control characters.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let is_name =
            (1..=120).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        is_name
            .then(|| Self(text.to_owned()))
            .ok_or(NameError::DisplayName)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_name_is_plain_and_has_one_way_of_being_written() {
        assert_eq!(
            SignInName::parse(" Arta.Hoxha ").unwrap().as_str(),
            "arta.hoxha"
        );
        for bad in ["", "ab", "a b c", "çela", "a/b/c", &"x".repeat(65)] {
            assert_eq!(SignInName::parse(bad), Err(NameError::SignInName), "{bad}");
        }
        assert!(DisplayName::parse("Çlirim Ëndërr").is_ok());
        for bad in ["", "  ", "a\nb", &"x".repeat(121)] {
            assert_eq!(
                DisplayName::parse(bad),
                Err(NameError::DisplayName),
                "{bad}"
            );
        }
    }
}
