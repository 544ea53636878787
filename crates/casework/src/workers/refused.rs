//! Wrong passphrases at the inner door: counted on the seat that they were meant for, and told to its owner
//! when they come in. Whoever typed one had the password and a good code before.

use crate::{CaseworkError, casework::time};
use access::Actor;
use jiff::Timestamp;
use store::Transaction;

/// Wrong passphrases that somebody tried on a worker's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedEntries {
    /// How many since the worker came in before.
    pub times: i64,
    /// When last.
    pub last_at: Timestamp,
}

/// Counts one more on the seat of the actor's institution; nothing where they have none.
pub(super) async fn counted(
    transaction: &mut Transaction,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let Some(institution) = actor.institution() else {
        return Ok(());
    };
    store::execute!(
        transaction,
        store::query(
            "UPDATE worker SET refused_entries = refused_entries + 1, refused_at = $1
             WHERE person = $2 AND institution = $3",
        )
        .bind(now.as_second())
        .bind(actor.account_id().to_string())
        .bind(institution.as_str())
    )?;
    Ok(())
}

/// What was counted, once: the count begins anew.
pub(super) async fn taken(
    transaction: &mut Transaction,
    seat: &str,
) -> Result<Option<RefusedEntries>, CaseworkError> {
    let row: Option<(i64, Option<i64>)> = store::within!(transaction, connection => {
        store::query_as("SELECT refused_entries, refused_at FROM worker WHERE account = $1")
            .bind(seat)
            .fetch_optional(connection)
    })?;
    let Some((times @ 1.., Some(last_at))) = row else {
        return Ok(None);
    };
    store::execute!(
        transaction,
        store::query(
            "UPDATE worker SET refused_entries = 0, refused_at = NULL WHERE account = $1",
        )
        .bind(seat)
    )?;
    Ok(Some(RefusedEntries {
        times,
        last_at: time(last_at)?,
    }))
}
