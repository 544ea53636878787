//! The queue itself: a table, and the laws of taking from it.

use crate::{Database, StoreError, Transaction};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};

/// For so long a worker holds a job before it comes due again.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// A job that failed so often is given up.
const MOST_ATTEMPTS: i64 = 8;
/// The first wait after a failure; it doubles with each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);

/// A job that a worker holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What is to be done, as a short code.
    pub kind: String,
    /// With what.
    pub payload: String,
    /// How often it was taken, this time included.
    pub attempts: i64,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedJob {
    /// Its number.
    pub id: i64,
    /// What was to be done.
    pub kind: String,
    /// With what.
    pub payload: String,
    /// What went wrong the last time.
    pub error: String,
}

/// Adds a job. It exists when, and only when, the transaction commits.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn enqueue(
    transaction: &mut Transaction,
    kind: &str,
    payload: &str,
    run_at: Timestamp,
) -> Result<i64, StoreError> {
    crate::within!(transaction, connection => {
        crate::query_scalar(
            "INSERT INTO job (kind, payload, run_at, attempts, created_at)
             VALUES ($1, $2, $3, 0, $3) RETURNING id",
        )
        .bind(kind.to_owned())
        .bind(payload.to_owned())
        .bind(run_at.as_microsecond())
        .fetch_one(connection)
    })
}

/// The query behind taking a job; its plan is tested.
pub const DUE: &str = "SELECT id, kind, payload, attempts FROM job
    WHERE failed_at IS NULL AND run_at <= $1 ORDER BY run_at, id LIMIT 1";

/// Takes the job that is due longest, for ten minutes; `None` when none is due.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn claim(database: &Database, now: Timestamp) -> Result<Option<Job>, StoreError> {
    // Looked for among the readers first: an idle queue costs no write.
    let due: Option<(i64, String, String, i64)> = crate::read!(database, connection => {
        crate::query_as(DUE).bind(now.as_microsecond()).fetch_optional(connection)
    })?;
    if due.is_none() {
        return Ok(None);
    }
    let mut transaction = database.begin().await?;
    let due: Option<(i64, String, String, i64)> = crate::within!(transaction, connection => {
        crate::query_as(DUE).bind(now.as_microsecond()).fetch_optional(connection)
    })?;
    let Some((id, kind, payload, attempts)) = due else {
        return Ok(None);
    };
    let attempts = attempts + 1;
    crate::execute!(
        transaction,
        crate::query("UPDATE job SET run_at = $2, attempts = $3 WHERE id = $1")
            .bind(id)
            .bind(later(now, LEASE))
            .bind(attempts)
    )?;
    transaction.commit().await?;
    Ok(Some(Job {
        id,
        kind,
        payload,
        attempts,
    }))
}

/// Ends a job, in the transaction that holds its outcome.
///
/// # Errors
/// [`StoreError::LeaseLost`] when the work took longer than the lease and somebody else has taken the
/// job since: then the transaction must not be committed. When the database fails.
#[boxed]
pub async fn finish(transaction: &mut Transaction, job: &Job) -> Result<(), StoreError> {
    let ended = crate::execute!(
        transaction,
        crate::query("DELETE FROM job WHERE id = $1 AND attempts = $2 AND failed_at IS NULL")
            .bind(job.id)
            .bind(job.attempts)
    )?;
    if ended == 1 {
        Ok(())
    } else {
        Err(StoreError::LeaseLost(job.id))
    }
}

/// Notes that a job failed. It comes due again after a while, which doubles each time; after the
/// eighth attempt it is given up. `error` is for the log: it names no people.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn fail(
    database: &Database,
    job: &Job,
    error: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let doublings = u32::try_from(job.attempts.clamp(1, MOST_ATTEMPTS) - 1).unwrap_or_default();
    let wait = FIRST_WAIT * 2_i32.pow(doublings);
    let given_up = (job.attempts >= MOST_ATTEMPTS).then(|| now.as_microsecond());
    let mut transaction = database.begin().await?;
    crate::execute!(
        transaction,
        crate::query(
            "UPDATE job SET run_at = $3, error = $4, failed_at = $5
             WHERE id = $1 AND attempts = $2 AND failed_at IS NULL",
        )
        .bind(job.id)
        .bind(job.attempts)
        .bind(later(now, wait))
        .bind(error.chars().take(500).collect::<String>())
        .bind(given_up)
    )?;
    transaction.commit().await
}

/// The query behind the list of failed jobs; its plan is tested.
pub const FAILED: &str = "SELECT id, kind, payload, COALESCE(error, '') FROM job
    WHERE failed_at IS NOT NULL ORDER BY failed_at DESC, id DESC LIMIT $1";

/// The jobs that were given up, the latest first.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn failed_list(database: &Database, limit: u16) -> Result<Vec<FailedJob>, StoreError> {
    let rows: Vec<(i64, String, String, String)> = crate::read!(database, connection => {
        crate::query_as(FAILED).bind(i64::from(limit)).fetch_all(connection)
    })?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, payload, error)| FailedJob {
            id,
            kind,
            payload,
            error,
        })
        .collect())
}

fn later(now: Timestamp, span: SignedDuration) -> i64 {
    now.saturating_add(span)
        .unwrap_or(Timestamp::MAX)
        .as_microsecond()
}
