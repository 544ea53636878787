//! The table twin: what a chart shows, as rows of text.

use super::mark::{Link, Mark, ValueState};

/// One cell of a table twin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwinCell {
    /// The text, as in the chart.
    pub text: String,
    /// The state, when the cell stands for a mark; row and column heads have none.
    pub state: Option<ValueState>,
    /// Where the mark leads.
    pub link: Option<Link>,
}

impl TwinCell {
    /// A cell of plain words.
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            state: None,
            link: None,
        }
    }

    /// A cell that stands for a mark.
    pub(crate) fn mark(mark: &Mark) -> Self {
        Self {
            text: mark.text().to_owned(),
            state: Some(mark.state()),
            link: mark.link().cloned(),
        }
    }
}

/// The same content as a chart, as a table. The first cell of every row is the row's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableTwin {
    /// The table's caption: the chart's title.
    pub caption: String,
    /// The heads of the columns.
    pub header: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<TwinCell>>,
}
