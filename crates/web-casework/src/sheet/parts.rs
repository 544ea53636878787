//! The parts of a page.

use super::Form;

/// Where one can go.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
}

impl Link {
    pub(crate) fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// A button in a row of a table.
pub(crate) struct Act {
    pub(crate) action: String,
    pub(crate) label: String,
    /// What it is about, for screen readers.
    pub(crate) about: String,
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

/// A cell of a table.
pub(crate) enum Cell {
    Text(String),
    /// A code that leads somewhere.
    Link(Link),
    /// A sentence that leads somewhere.
    Open(Link),
    /// A state: its kind ("good", "warn", "bad", "calm" or "") and its text.
    Tag(&'static str, String),
    Act(Act),
}

/// A table; the first cell of a row is its head.
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What stands there when it has no rows.
    pub(crate) empty: String,
}

/// A phase on the way of a case.
pub(crate) struct Stage {
    pub(crate) name: String,
    pub(crate) is_now: bool,
    /// The kind of its tag.
    pub(crate) kind: &'static str,
    /// Where it lies, in words for whoever sees no colours.
    pub(crate) said: String,
}

/// A step of a walk through the pages.
pub(crate) struct WalkStep {
    pub(crate) title: String,
    pub(crate) text: String,
    /// Who takes it.
    pub(crate) who: String,
    /// Where.
    pub(crate) link: Option<Link>,
}

/// A part of a long page that waits behind its title.
pub(crate) struct Chapter {
    /// Where links of the page lead.
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) tables: Vec<Table>,
    /// What is said at its end; empty where there is nothing.
    pub(crate) remark: String,
}

/// A part of a page.
pub(crate) enum Part {
    Heading(String),
    /// What waits behind its title, and a link of the same page leads to.
    Chapter(Chapter),
    Text(String),
    /// A message: its kind and its text.
    Note(&'static str, String),
    Facts(Vec<(String, String)>),
    Table(Table),
    /// A table that waits behind what is said of it.
    Folded(String, Table),
    Form(Form),
    Links(Vec<Link>),
    /// What was opened: its name and its text.
    Opened(String, String),
    /// Where a case stands among the phases.
    Progress(Vec<Stage>),
    /// A numbered walk through the pages.
    Walk(Vec<WalkStep>),
    /// A numbered list.
    Steps(Vec<String>),
    Print,
}
