//! The name of a list, safe to print.
//!
//! It must never carry control characters into a terminal, a page or a file.

use crate::Error;
use serde::Serialize;
use std::fmt;

/// Name of a list: 1 to 60 characters, no control characters, no space at its ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ListName(String);

impl ListName {
    /// Parses the header of column `column` (counted from 1).
    ///
    /// # Errors
    /// [`Error::ListName`] when the name is empty, too long or holds control characters.
    pub fn parse(text: &str, column: usize) -> Result<Self, Error> {
        let name = text.trim();
        let length = name.chars().count();
        if length == 0 || length > 60 || name.chars().any(char::is_control) {
            let shown = name.chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(Error::ListName {
                column,
                name: shown,
            });
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ListName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_and_keeps_albanian_letters() {
        let name = ListName::parse(" Policia e Shtetit – ë ", 1).expect("a fair name");
        assert_eq!(name.as_str(), "Policia e Shtetit – ë");
    }

    #[test]
    fn refuses_what_a_terminal_would_act_on() {
        assert!(ListName::parse("a\u{1b}[2Jb", 3).is_err());
        assert!(ListName::parse("   ", 1).is_err());
        assert!(ListName::parse(&"x".repeat(61), 1).is_err());
    }
}
