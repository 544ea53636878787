//! Requests as they are stored, and how one ends: with it go the halves and the keys of the request.

use super::{Recovery, RecoveryState, RecoveryStep};
use crate::{CaseworkError, RecordId, casework::time, codes::stored};
use jiff::Timestamp;
use ledger::NewEvent;
use seal::{Custody, WorkerPublicKey};
use store::Transaction;

type Stored = (
    String,
    String,
    String,
    String,
    Vec<u8>,
    i64,
    i64,
    Option<String>,
    Option<i64>,
    Option<String>,
    Option<i64>,
    Option<String>,
    Option<i64>,
);

const COLUMNS: &str =
    "SELECT id, worker, custodians, state, public_key, asked_at, ends_at, first_by,
    first_at, second_by, second_at, ended_by, ended_at FROM recovery";
/// The most requests that a list shows.
const MOST: i64 = 50;

fn read(row: Stored) -> Result<Recovery, CaseworkError> {
    let (id, worker, custodians, state, public) = (row.0, row.1, row.2, row.3, row.4);
    let step = |by: Option<String>, at: Option<i64>| {
        by.zip(at)
            .map(|(by, at)| Ok::<_, CaseworkError>((by, time(at)?)))
    };
    Ok(Recovery {
        id: RecordId::stored(id),
        code: WorkerPublicKey::from_bytes(&public)?.spoken_mark(&worker),
        worker,
        custodians: custodians.split(',').map(str::to_owned).collect(),
        state: stored(RecoveryState::from_code, &state)?,
        asked_at: time(row.5)?,
        ends_at: time(row.6)?,
        first: step(row.7, row.8).transpose()?,
        second: step(row.9, row.10).transpose()?,
        ended: step(row.11, row.12).transpose()?,
    })
}

/// What requests are looked for by.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    Id(&'a str),
    Worker(&'a str),
    Institution(&'a str),
}

/// The newest first.
pub(super) async fn recoveries(
    transaction: &mut Transaction,
    of: Of<'_>,
) -> Result<Vec<Recovery>, CaseworkError> {
    let (by, value) = match of {
        Of::Id(id) => ("id", id),
        Of::Worker(account) => ("worker", account),
        Of::Institution(code) => ("institution", code),
    };
    let text =
        format!("{COLUMNS} WHERE {by} = $1 ORDER BY asked_at DESC, number DESC, id LIMIT {MOST}");
    let rows: Vec<Stored> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(text.as_str()))
            .bind(value)
            .fetch_all(connection)
    })?;
    rows.into_iter().map(read).collect()
}

/// A worker's custody, in the order named and in reverse, with those who hold it.
pub(super) struct CustodyRow {
    pub public: WorkerPublicKey,
    pub custody: Custody,
    pub reversed: Custody,
}

pub(super) async fn custody_row(
    transaction: &mut Transaction,
    worker: &str,
) -> Result<CustodyRow, CaseworkError> {
    let row: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT public_key, custody, custody_reversed FROM worker
             WHERE account = $1 AND suspended_at IS NULL
               AND custody IS NOT NULL AND custody_reversed IS NOT NULL",
        )
        .bind(worker)
        .fetch_optional(connection)
    })?;
    let (public, custody, reversed) = row.ok_or(CaseworkError::Refused("recovery-over"))?;
    Ok(CustodyRow {
        public: WorkerPublicKey::from_bytes(&public)?,
        custody: Custody::from_bytes(&custody)?,
        reversed: Custody::from_bytes(&reversed)?,
    })
}

/// Ends a request by a step, and destroys what it held.
pub(super) async fn end(
    transaction: &mut Transaction,
    one: &Recovery,
    (by, step): (&str, RecoveryStep),
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let state = one.state.after(step)?;
    forget_halves(transaction, &one.id).await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE recovery SET state = $1, ended_by = $2, ended_at = $3, locked_key = $4,
                handed_key = NULL WHERE id = $5",
        )
        .bind(state.code())
        .bind(by)
        .bind(now.as_second())
        .bind(Vec::<u8>::new())
        .bind(one.id.as_str())
    )?;
    let kind = match step {
        RecoveryStep::TakeBack => "recovery-taken-back",
        RecoveryStep::Refuse => "recovery-refused",
        RecoveryStep::Withdraw => "recovery-withdrawn",
        _ => "recovery-expired",
    };
    log(transaction, (by, kind, &one.worker), &one.id, now).await?;
    Ok(())
}

pub(super) async fn forget_halves(
    transaction: &mut Transaction,
    id: &RecordId,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM recovery_half WHERE recovery = $1").bind(id.as_str())
    )?;
    Ok(())
}

/// Ends what nobody has finished in time. Each function about requests does it first, so that a day's
/// first page of anybody destroys what is left over.
pub(super) async fn expire(
    transaction: &mut Transaction,
    now: Timestamp,
) -> Result<bool, CaseworkError> {
    let over: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT id FROM recovery WHERE ended_at IS NULL AND ends_at <= $1")
            .bind(now.as_second())
            .fetch_all(connection)
    })?;
    for (id,) in &over {
        for one in recoveries(transaction, Of::Id(id)).await? {
            let who = one.worker.clone();
            end(transaction, &one, (&who, RecoveryStep::Expire), now).await?;
        }
    }
    Ok(!over.is_empty())
}

/// An event about a worker's key; gives how many the log has with it.
pub(super) async fn log(
    transaction: &mut Transaction,
    (actor, kind, worker): (&str, &'static str, &str),
    id: &RecordId,
    now: Timestamp,
) -> Result<i64, CaseworkError> {
    let event = NewEvent {
        at: now,
        actor,
        kind,
        subject: worker,
        detail: &serde_json::json!({"recovery": id.as_str()}).to_string(),
    };
    let head = ledger::append(transaction, &event).await?;
    i64::try_from(head.size()).map_err(|_| CaseworkError::Corrupt("ledger"))
}
