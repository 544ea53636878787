//! How the spread of a discrepancy developed. Points are added, never changed.

use super::Status;
use crate::CommitteeError;
use jiff::Timestamp;
use store::Transaction;

/// Makes the opening the first point of the history, before the first change overwrites it.
pub(super) async fn keep_opening(
    transaction: &mut Transaction,
    id: i64,
) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO discrepancy_measure (discrepancy_id, at, status, low, high, fingerprint)
             SELECT id, opened_at, status, low, high, fingerprint FROM discrepancy
             WHERE id = $1 AND NOT EXISTS
                (SELECT 1 FROM discrepancy_measure WHERE discrepancy_id = $1)",
        )
        .bind(id)
    )?;
    Ok(())
}

/// Adds one point to the history of the spread.
pub(super) async fn measure(
    transaction: &mut Transaction,
    discrepancy: i64,
    status: Status,
    low: Option<i64>,
    high: Option<i64>,
    fingerprint: &str,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO discrepancy_measure (discrepancy_id, at, status, low, high, fingerprint)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(discrepancy)
        .bind(now.as_microsecond())
        .bind(status.number())
        .bind(low)
        .bind(high)
        .bind(fingerprint.to_owned())
    )?;
    Ok(())
}
