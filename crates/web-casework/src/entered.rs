//! What a form sent. It never shows itself in a log.

use serde::Deserialize;
use std::fmt;

/// The fields of a form, in the order of the form; several may have one name.
#[derive(Deserialize, Default)]
#[serde(transparent)]
pub(crate) struct Entered(Vec<(String, String)>);

impl Entered {
    /// A form as it is shown first, with some fields filled in.
    pub(crate) fn prepared(fields: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let fields = fields.into_iter();
        Self(
            fields
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The first field of a name, without the blanks around it; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first field of a name as it was typed: a passphrase may begin with a blank.
    pub(crate) fn raw(&self, name: &str) -> &str {
        let mut fields = self.0.iter();
        let found = fields.find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    /// Everything of a form but the fields named, to carry it to the next step.
    pub(crate) fn without(&self, names: &[&str]) -> Vec<(String, String)> {
        let kept = self.0.iter();
        let kept = kept.filter(|(own, _)| !names.contains(&own.as_str()));
        kept.cloned().collect()
    }

    /// Whether a box was ticked.
    pub(crate) fn is_yes(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// All fields of a name, such as ticked boxes.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter().filter(move |(own, _)| own == name);
        fields.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Entered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Entered")
    }
}
