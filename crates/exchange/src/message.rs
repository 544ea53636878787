//! What the user is told, as a message key and its arguments; the words are written elsewhere, in
//! both languages. Arguments may quote the user's own file, so a message is never logged.

/// One argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A text, shown as it is (escaped by whoever shows it).
    Text(String),
    /// A number, written in the way of the reader's language.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// A message for the user: which one, and what to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key in the message files, such as `exchange-read-truncated`.
    pub key: &'static str,
    /// Named arguments.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}
