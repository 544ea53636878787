//! Adding to the log, inside the transaction of what is recorded.

use crate::{Event, Head, LedgerError, NewEvent, tree::leaf_hash};
use store::{Database, Transaction};

/// Records an event. It counts when, and only when, the transaction commits.
///
/// # Errors
/// When the database fails, or the log's last row cannot be read.
pub async fn append(
    transaction: &mut Transaction,
    event: &NewEvent<'_>,
) -> Result<Head, LedgerError> {
    let last: Option<(i64, String)> = store::within!(transaction, connection => {
        sqlx::query_as(LAST).fetch_optional(connection)
    })?;
    let mut head = head_of(last)?;
    let sequence = i64::try_from(head.size()).map_err(|_| LedgerError::Corrupt(i64::MAX))?;
    let event = Event {
        sequence,
        at: event.at.as_microsecond(),
        actor: event.actor.to_owned(),
        kind: event.kind.to_owned(),
        subject: event.subject.to_owned(),
        detail: event.detail.to_owned(),
    };
    let leaf = leaf_hash(&event.canonical_bytes());
    head.push(leaf);
    store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO ledger_event (sequence, at, actor, kind, subject, detail, leaf, peaks)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(event.sequence)
        .bind(event.at)
        .bind(event.actor.clone())
        .bind(event.kind.clone())
        .bind(event.subject.clone())
        .bind(event.detail.clone())
        .bind(leaf.to_string())
        .bind(head.peaks_text())
    )?;
    Ok(head)
}

const LAST: &str = "SELECT sequence, peaks FROM ledger_event ORDER BY sequence DESC LIMIT 1";

fn head_of(last: Option<(i64, String)>) -> Result<Head, LedgerError> {
    match last {
        None => Ok(Head::default()),
        Some((sequence, peaks)) => u64::try_from(sequence)
            .ok()
            .and_then(|sequence| Head::parse(sequence + 1, &peaks))
            .ok_or(LedgerError::Corrupt(sequence)),
    }
}

/// The head of the log: its size and root, which others may keep to hold it against later.
///
/// # Errors
/// When the database fails, or the log's last row cannot be read.
pub async fn head(database: &Database) -> Result<Head, LedgerError> {
    let last: Option<(i64, String)> = store::read!(database, connection => {
        sqlx::query_as(LAST).fetch_optional(connection)
    })?;
    head_of(last)
}
