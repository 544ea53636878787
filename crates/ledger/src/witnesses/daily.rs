//! The daily checkpoint: the whole log is checked against the last one, and only then signed.

use crate::{Checkpoint, CheckpointKey, Fault, LedgerError, verify};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use store::Database;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Daily {
    /// One was signed within the last day.
    AlreadySigned,
    /// A checkpoint of so many rows was signed.
    Signed(u64),
    /// The log is not what it was: nothing was signed, and the fault is kept for the page.
    Tampered(Fault),
}

/// A checkpoint younger than this is today's.
const EVERY: SignedDuration = SignedDuration::from_hours(23);

/// Signs the checkpoint of the day unless that is done; for a job, at the start and each hour.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn sign_daily(
    database: &Database,
    key: &CheckpointKey,
    now: Timestamp,
) -> Result<Daily, LedgerError> {
    let last: Option<(String, i64)> = store::read!(database, connection => {
        store::query_as(
            "SELECT note, signed_at FROM ledger_checkpoint ORDER BY signed_at DESC, size DESC LIMIT 1",
        )
        .fetch_optional(connection)
    })?;
    let mut kept = None;
    if let Some((note, signed_at)) = last {
        let since = now.as_second().saturating_sub(signed_at);
        if SignedDuration::from_secs(since) < EVERY {
            return Ok(Daily::AlreadySigned);
        }
        // One of an earlier key says nothing about this one's.
        kept = Checkpoint::open(&note, &key.verifier()).ok();
    }
    let head = match verify(database, kept.map(Into::into)).await? {
        Ok(head) => head,
        Err(fault) => {
            keep_fault(database, &fault, now).await?;
            return Ok(Daily::Tampered(fault));
        }
    };
    let size = i64::try_from(head.size()).map_err(|_| LedgerError::Corrupt(i64::MAX))?;
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO ledger_checkpoint (size, note, signed_at) VALUES ($1, $2, $3)
             ON CONFLICT (size) DO UPDATE SET note = excluded.note, signed_at = excluded.signed_at",
        )
        .bind(size)
        .bind(Checkpoint::sign(&head, key))
        .bind(now.as_second())
    )?;
    store::execute!(transaction, store::query("DELETE FROM ledger_fault"))?;
    transaction.commit().await?;
    Ok(Daily::Signed(head.size()))
}

async fn keep_fault(database: &Database, fault: &Fault, now: Timestamp) -> Result<(), LedgerError> {
    let mut transaction = database.begin().await?;
    store::execute!(transaction, store::query("DELETE FROM ledger_fault"))?;
    store::execute!(
        transaction,
        store::query("INSERT INTO ledger_fault (found_at, message) VALUES ($1, $2)")
            .bind(now.as_second())
            .bind(fault.to_string())
    )?;
    Ok(transaction.commit().await?)
}
