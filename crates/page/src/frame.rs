//! What stands around the content of every page.
//!
//! It holds texts only: who may go where was decided before it is made.

use crate::{Choice, Words, assets};
use vocabulary::Language;

/// A link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavigationEntry {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it is the present page's.
    pub is_current: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role and what it is for, in words.
    pub role: String,
    /// The memberships to choose among, the present one chosen; empty for who holds only one.
    pub memberships: Vec<Choice>,
}

/// A short message above the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_problem: bool,
}

impl Notice {
    /// A message that something was done.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_problem: false,
        }
    }

    /// A message that something went wrong.
    #[must_use]
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_problem: true,
        }
    }
}

/// What stands around the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The words to use.
    pub words: Words,
    /// The page's title.
    pub title: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Where one can go.
    pub navigation: Vec<NavigationEntry>,
    /// The present path and query, to come back to.
    pub path: String,
    /// The secret for this session's forms; empty for nobody.
    pub csrf: String,
    /// A message from the step before.
    pub notice: Option<Notice>,
}

impl Frame {
    /// A frame for somebody who is not signed in.
    #[must_use]
    pub fn bare(language: Language, title: String, path: &str) -> Self {
        Self {
            words: Words::in_language(language),
            title,
            person: None,
            navigation: Vec::new(),
            path: path.to_owned(),
            csrf: String::new(),
            notice: None,
        }
    }

    /// The language's code, for the page's `lang`.
    #[must_use]
    pub const fn language(&self) -> &'static str {
        self.words.language().code()
    }

    /// The other language's code, for the switch.
    #[must_use]
    pub const fn other_language(&self) -> &'static str {
        match self.words.language() {
            Language::Albanian => "en",
            Language::English => "sq",
        }
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// Where the help says what this page is for.
    #[must_use]
    pub fn help(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let mut parts = path.split('/').skip(1);
        let first = parts.next().unwrap_or_default();
        let topic = match (first, parts.next().unwrap_or_default()) {
            ("account", "memberships") => "membership",
            ("table", "leads") => "lead",
            _ => first,
        };
        let topic = match topic {
            "returns" => "return",
            "imports" => "import",
            "discrepancies" => "discrepancy",
            "facts" => "adoption",
            "meetings" => "meeting",
            "snapshots" => "snapshot",
            "indicators" => "indicator",
            "rounds" => "round",
            "estimates" => "estimate",
            "account" | "password" | "sign-in" | "set-up" => "account",
            "tokens" | "api" => "program",
            same @ ("situation" | "releases" | "public" | "table" | "lead" | "membership"
            | "accounts") => same,
            _ => return "/help".to_owned(),
        };
        format!("/help#{topic}")
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// The program's version.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
