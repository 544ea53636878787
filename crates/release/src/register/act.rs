//! What every act on the register shares: the number that rises, the secret, the line in the log.

use crate::ReleaseError;
use access::Actor;
use jiff::Timestamp;
use ledger::NewEvent;
use serde::Serialize;
use store::{Database, Transaction};
use vocabulary::RandomSource;

/// The number of the last act; what is worked out from the register is written only while it stands.
pub(super) async fn version(database: &Database) -> Result<i64, ReleaseError> {
    let number: Option<i64> = store::read!(database, connection => {
        store::query_scalar("SELECT number FROM release_version WHERE id = 1")
            .fetch_optional(connection)
    })?;
    Ok(number.unwrap_or_default())
}

/// The secret from which drawings follow; made at its first use.
pub(super) async fn secret(
    database: &Database,
    random: &dyn RandomSource,
) -> Result<[u8; 32], ReleaseError> {
    let mut fresh = [0; 32];
    random.fill(&mut fresh);
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO release_version (id, number, secret) VALUES (1, 0, $1)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(fresh.to_vec())
    )?;
    let kept: Vec<u8> = store::within!(transaction, connection => {
        store::query_scalar("SELECT secret FROM release_version WHERE id = 1").fetch_one(connection)
    })?;
    transaction.commit().await?;
    kept.try_into().map_err(|_| ReleaseError::Corrupt("secret"))
}

/// Begins an act: the register must be where it was when the act was worked out.
pub(super) async fn begin(
    database: &Database,
    worked_out_at: i64,
) -> Result<Transaction, ReleaseError> {
    let mut transaction = database.begin().await?;
    let moved: u64 = store::execute!(
        transaction,
        store::query("UPDATE release_version SET number = number + 1 WHERE id = 1 AND number = $1")
            .bind(worked_out_at)
    )?;
    if moved == 1 {
        Ok(transaction)
    } else {
        Err(ReleaseError::Refused("release-try-again"))
    }
}

/// Writes the line of an act in its own transaction. No count is in it.
pub(crate) async fn record(
    transaction: &mut Transaction,
    actor: &Actor,
    (kind, subject): (&str, &str),
    detail: &impl Serialize,
    at: Timestamp,
) -> Result<(), ReleaseError> {
    let detail = serde_json::to_string(detail).map_err(|_| ReleaseError::Corrupt("event"))?;
    let account = actor.account_id().to_string();
    let event = NewEvent {
        at,
        actor: &account,
        kind,
        subject,
        detail: &detail,
    };
    ledger::append(transaction, &event)
        .await
        .map_err(|error| ReleaseError::Ledger(error.to_string()))?;
    Ok(())
}
