//! What a witness gives back: a checkpoint of this log with the witness' own signature.

use super::Witness;
use crate::{CheckpointError, LedgerError};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// Keeps a witness' signature on a checkpoint that was signed here; gives the size.
///
/// # Errors
/// [`CheckpointError::OtherLog`] when no such checkpoint was signed here, and
/// [`CheckpointError::Signature`] when it is not signed by that witness; when the database fails.
#[boxed]
pub async fn cosigned(
    database: &Database,
    (witness, note): (&Witness, &str),
    now: Timestamp,
) -> Result<u64, LedgerError> {
    let text = note.split_once("\n\n").map_or(note, |(text, _)| text);
    let size = text
        .lines()
        .nth(1)
        .and_then(|size| size.parse::<i64>().ok());
    let size = size.ok_or(CheckpointError::Malformed)?;
    let known: Option<(String,)> = store::read!(database, connection => {
        store::query_as("SELECT note FROM ledger_checkpoint WHERE size = $1")
            .bind(size)
            .fetch_optional(connection)
    })?;
    let is_known = known
        .is_some_and(|(known,)| known.split_once("\n\n").map(|(known, _)| known) == Some(text));
    if !is_known {
        return Err(CheckpointError::OtherLog.into());
    }
    if witness.verifier.witnessed(note).is_none() {
        return Err(CheckpointError::Signature.into());
    }
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE ledger_witness SET cosigned_at = $1, cosigned_size = $2, cosigned_note = $3
             WHERE name = $4",
        )
        .bind(now.as_second())
        .bind(size)
        .bind(note.to_owned())
        .bind(witness.name.clone())
    )?;
    transaction.commit().await?;
    u64::try_from(size).map_err(|_| LedgerError::Corrupt(size))
}
