//! What a witness fetches: the newest checkpoint, and a proof that it continues the one held so far.

use super::Witness;
use crate::{Hash, LedgerError, consistency_proof};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// The newest checkpoint for a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The signed text.
    pub note: String,
    /// The proof that it continues the checkpoint of the size that was asked for; empty without one, and
    /// where both are of one size.
    pub path: Vec<Hash>,
}

/// The newest checkpoint, with a proof from a size that the witness holds; `None` while nothing was
/// signed. That it was fetched is kept.
///
/// # Errors
/// [`LedgerError::OutOfRange`] when the size is none of the log's, or beyond the checkpoint; when the
/// database fails.
#[boxed]
pub async fn offer(
    database: &Database,
    (witness, held): (&Witness, Option<u64>),
    now: Timestamp,
) -> Result<Option<Offer>, LedgerError> {
    let newest: Option<(i64, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT size, note FROM ledger_checkpoint ORDER BY signed_at DESC, size DESC LIMIT 1",
        )
        .fetch_optional(connection)
    })?;
    let Some((size, note)) = newest else {
        return Ok(None);
    };
    let size = u64::try_from(size).map_err(|_| LedgerError::Corrupt(size))?;
    let path = match held {
        None => Vec::new(),
        Some(held) if held == size => Vec::new(),
        Some(held) => consistency_proof(database, held, size).await?,
    };
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query("UPDATE ledger_witness SET fetched_at = $1 WHERE name = $2")
            .bind(now.as_second())
            .bind(witness.name.clone())
    )?;
    transaction.commit().await?;
    Ok(Some(Offer { note, path }))
}
