//! Counting attempts, for the name and for the client. They are counted before the password is
//! looked at, so that many guesses at once count as many.

use crate::{AccessError, access::instant};
use jiff::{SignedDuration, Timestamp};
use store::Transaction;

/// Under what attempts are counted. A digest: somebody may have typed a password as the name.
pub(crate) struct AttemptKey(Vec<u8>);

pub(crate) fn of_name(name: &str) -> AttemptKey {
    AttemptKey(blake3::derive_key("besa 2026-11 attempts of name", name.as_bytes()).to_vec())
}

pub(crate) fn of_client(client: &str) -> AttemptKey {
    AttemptKey(blake3::derive_key("besa 2026-11 attempts of client", client.as_bytes()).to_vec())
}

pub(crate) fn of_bearer(client: &str) -> AttemptKey {
    AttemptKey(blake3::derive_key("besa 2026-11 attempts of bearer", client.as_bytes()).to_vec())
}

pub(crate) fn of_second_factor(account: &str) -> AttemptKey {
    let context = "besa 2026-11 attempts of second factor";
    AttemptKey(blake3::derive_key(context, account.as_bytes()).to_vec())
}

/// Counts one more attempt.
///
/// # Errors
/// [`AccessError::TooManyAttempts`] when there were `most` in the time already.
pub(crate) async fn count(
    transaction: &mut Transaction,
    key: &AttemptKey,
    (most, over): (i64, SignedDuration),
    now: Timestamp,
) -> Result<(), AccessError> {
    let found: Option<(i64, i64)> = store::within!(transaction, connection => {
        store::query_as("SELECT attempts, since FROM sign_in_attempt WHERE digest = $1")
            .bind(key.0.clone())
            .fetch_optional(connection)
    })?;
    let (attempts, since) = match found {
        Some((attempts, since)) => (attempts, instant(since)?),
        None => (0, now),
    };
    let is_over = now.duration_since(since) >= over;
    let (attempts, since) = if is_over { (0, now) } else { (attempts, since) };
    if attempts >= most {
        let retry_at = since.saturating_add(over).unwrap_or(now);
        return Err(AccessError::TooManyAttempts { retry_at });
    }
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO sign_in_attempt (digest, attempts, since) VALUES ($1, $2, $3)
             ON CONFLICT (digest) DO UPDATE SET attempts = excluded.attempts, since = excluded.since",
        )
        .bind(key.0.clone())
        .bind(attempts + 1)
        .bind(since.as_microsecond())
    )?;
    Ok(())
}

/// Forgets the attempts under a key.
pub(crate) async fn forget(
    transaction: &mut Transaction,
    key: &AttemptKey,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM sign_in_attempt WHERE digest = $1").bind(key.0.clone())
    )?;
    Ok(())
}

/// Takes one attempt back that turned out to be no guess.
pub(crate) async fn take_back(
    transaction: &mut Transaction,
    key: &AttemptKey,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE digest = $1 AND attempts > 0"
        )
        .bind(key.0.clone())
    )?;
    Ok(())
}
