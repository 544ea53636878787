//! Changes: one row for each act that writes figures.

use crate::CommitteeError;
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;

/// What kind of act wrote figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// A file was imported.
    Import,
    /// A return was filled in on a page.
    Edit,
    /// A return was sent in.
    Submission,
    /// An import was undone.
    Undoing,
}

impl ChangeKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Edit => "edit",
            Self::Submission => "submission",
            Self::Undoing => "undoing",
        }
    }

    /// The kind with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Import, Self::Edit, Self::Submission, Self::Undoing]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// One act that wrote figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub id: i64,
    /// What was done.
    pub kind: ChangeKind,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub account_name: String,
    /// The return that was filled in or sent in.
    pub return_id: Option<i64>,
}

/// Opens a change and gives its number.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn change_open(
    transaction: &mut Transaction,
    kind: ChangeKind,
    at: Timestamp,
    account_name: &str,
    return_id: Option<i64>,
    undoes: Option<i64>,
) -> Result<i64, CommitteeError> {
    Ok(store::within!(transaction, connection => {
        store::query_scalar(
            "INSERT INTO figure_change (kind, at, account_name, return_id, undoes)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(kind.code())
        .bind(at.as_microsecond())
        .bind(account_name.to_owned())
        .bind(return_id)
        .bind(undoes)
        .fetch_one(connection)
    })?)
}
