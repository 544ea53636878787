//! A text in somebody's own words that may be stored outside the table wing.

use super::{PersonalTrace, trace};
use std::fmt;

/// A text that holds nothing which certainly gives a person away, without blanks around it.
///
/// There is no other way to make one than [`OpenText::parse`]: what asks for an `OpenText` cannot be
/// given a text that nobody looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenText(String);

impl OpenText {
    /// Looks at a text.
    ///
    /// # Errors
    /// What gives a person away, and where; never the text.
    pub fn parse(text: &str) -> Result<Self, PersonalTrace> {
        let seen: String = text.chars().filter(|one| is_seen(*one)).collect();
        match trace(&seen) {
            Some(found) => Err(found),
            None => Ok(Self(seen.trim().to_owned())),
        }
    }

    /// Looks at the text of a field.
    ///
    /// # Errors
    /// What gives a person away, where, and in which field.
    pub fn of_field(field: &'static str, text: &str) -> Result<Self, RefusedText> {
        Self::parse(text).map_err(|trace| RefusedText {
            field,
            item: None,
            trace,
        })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text itself.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Whether a character is one of the text's: what no reader sees (control characters, marks of byte order
/// and of direction) is left out, so that it can neither hide a number nor break what shows the text.
fn is_seen(character: char) -> bool {
    match character {
        '\n' | '\t' => true,
        '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => false,
        other => !other.is_control(),
    }
}

/// A text that was refused: which one, and why. It repeats nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedText {
    /// The field's name, as forms and programs call it.
    pub field: &'static str,
    /// Which one, from 0, where there are many of that name.
    pub item: Option<usize>,
    /// What was found.
    pub trace: PersonalTrace,
}

impl RefusedText {
    /// The key of the text that tells the user what was found, and where.
    pub const MESSAGE_KEY: &'static str = "text-personal";
}

impl fmt::Display for RefusedText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the text `{}`", self.field)?;
        if let Some(item) = self.item {
            write!(formatter, " of row {}", item + 1)?;
        }
        write!(formatter, " carries personal data: {}", self.trace)
    }
}

impl std::error::Error for RefusedText {}
