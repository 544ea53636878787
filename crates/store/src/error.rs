//! What can go wrong between the program and its database.

/// A failure of the database or of its contents.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither `sqlite:` nor `postgres:`.
    #[error("`{0}` is no database address: write sqlite://PATH or postgres://USER@HOST/NAME")]
    Address(String),
    /// The database was made by a newer program.
    #[error(
        "the database holds version {found} of `{component}`, this program knows {known}: use the newer program"
    )]
    Newer {
        /// Whose tables.
        component: String,
        /// The version in the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// A migration that was already applied reads differently in this program.
    #[error(
        "version {version} of `{component}` was applied in another wording: this is not the program that made the database"
    )]
    Changed {
        /// Whose tables.
        component: String,
        /// The version.
        version: i64,
    },
    /// A job took longer than its lease, and somebody else has taken it.
    #[error("job {0} took longer than its lease and was taken by another worker")]
    LeaseLost(i64),
    /// A copy of a database is damaged, or is none of ours.
    #[error("{path} is no whole database of this program: {reason}")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The engine cannot do this.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The engine refused.
    #[error("the database refused: {0}")]
    Engine(#[from] sqlx::Error),
}

impl StoreError {
    /// Whether a row broke a uniqueness or reference rule of its table.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Engine(sqlx::Error::Database(error))
            if error.is_unique_violation() || error.is_foreign_key_violation())
    }
}
