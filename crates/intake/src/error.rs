//! Why a file is not taken, in messages that say where and what to do.

use crate::{message, shape::BadField};
use access::Refused;
use committee::CommitteeError;
use exchange::message::Message;
use page::Words;

/// Why a file is not taken. Nothing of it is kept then.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// It cannot be read.
    #[error("the file cannot be read")]
    Unreadable(Message),
    /// It carries personal data, in these columns.
    #[error("the file carries personal data")]
    Personal(Vec<Message>),
    /// No sheet of it holds a table.
    #[error("the file holds no table")]
    NoTable,
    /// What was said about its columns names something that is not there.
    #[error("what the columns mean cannot be used: {0}")]
    Mapping(#[from] BadField),
    /// The state of things does not allow it; the key names the text that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Whoever brings it may not.
    #[error(transparent)]
    Access(#[from] Refused),
    /// The committee refused.
    #[error(transparent)]
    Committee(#[from] CommitteeError),
    /// What was kept beside a file cannot be read back, or work beside the request was lost.
    #[error("{0}")]
    Broken(String),
}

impl IntakeError {
    /// What is wrong with the file itself, in the reader's language; empty where it is not the file.
    #[must_use]
    pub fn about_file(&self, words: Words) -> Vec<String> {
        match self {
            Self::Unreadable(one) => vec![message::text(words, one)],
            Self::Personal(columns) => {
                let columns = columns.iter().map(|one| message::text(words, one));
                std::iter::once(words.text("imports-personal"))
                    .chain(columns)
                    .collect()
            }
            Self::Committee(CommitteeError::Personal(refused)) => {
                let kind = words.of("trace-kind", refused.trace.kind.code());
                let text = match refused.item {
                    Some(item) => {
                        let row = i64::try_from(item + 1).unwrap_or(i64::MAX);
                        let arguments = [("row", row.into()), ("kind", kind.into())];
                        words.with("imports-remark-personal", &arguments)
                    }
                    None => words.with("imports-name-personal", &[("kind", kind.into())]),
                };
                vec![text]
            }
            Self::NoTable => vec![words.text("imports-no-table")],
            _ => Vec::new(),
        }
    }
}
