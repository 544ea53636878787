//! What a chart is called, for people who hear it and for the ids inside it.

use crate::Error;

/// The start of every id inside one chart, so that several charts can share a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPrefix(String);

impl IdPrefix {
    /// Reads a prefix: an ASCII letter, then up to 63 letters, digits, `-` or `_`.
    ///
    /// # Errors
    /// [`Error::IdPrefix`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let first = text.starts_with(|character: char| character.is_ascii_alphabetic());
        let rest = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if first && rest && text.len() <= 64 {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::IdPrefix(text.to_owned()))
        }
    }

    /// The id of a part of this chart.
    pub(crate) fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.0)
    }

    /// The reference to a paint server of this chart.
    pub(crate) fn url(&self, part: &str) -> String {
        format!("url(#{}-{part})", self.0)
    }
}

/// A chart's name and description (its alternative text) and the prefix of its ids.
#[derive(Debug, Clone)]
pub struct Heading {
    pub(crate) prefix: IdPrefix,
    pub(crate) title: String,
    pub(crate) description: String,
}

impl Heading {
    /// A heading. `title` names the chart, `description` says in one or two sentences what it
    /// shows; both are read aloud instead of the picture.
    #[must_use]
    pub fn new(prefix: IdPrefix, title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            prefix,
            title: title.into(),
            description: description.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IdPrefix;

    #[test]
    fn a_prefix_cannot_leave_its_attribute() {
        assert!(IdPrefix::parse("map-1").is_ok());
        for bad in ["", "1map", "a b", "a\"", "ë", "a)", &"a".repeat(65)] {
            assert!(IdPrefix::parse(bad).is_err(), "{bad}");
        }
    }
}
