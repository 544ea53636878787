//! The loop that takes jobs and has them done.

use super::queue::{Job, claim, fail, finish};
use crate::{Database, StoreError, Transaction};
use std::{future::Future, time::Duration};
use vocabulary::Clock;

/// What does the jobs of one program.
pub trait Worker: Send + Sync {
    /// Does a job in a transaction of its own and hands that over uncommitted, so that the outcome
    /// and the end of the job are one. The error is for the log and names no people.
    fn work(
        &self,
        database: &Database,
        job: &Job,
    ) -> impl Future<Output = Result<Transaction, String>> + Send;
}

/// Does every job that is due now, one after the other; tells how many succeeded.
///
/// # Errors
/// When the database fails. A job that fails does not stop the others.
pub async fn work_off(
    database: &Database,
    clock: &dyn Clock,
    worker: &impl Worker,
) -> Result<u64, StoreError> {
    let mut done = 0;
    while let Some(job) = claim(database, clock.now()).await? {
        match worker.work(database, &job).await {
            Ok(mut transaction) => match finish(&mut transaction, &job).await {
                Ok(()) => {
                    transaction.commit().await?;
                    done += 1;
                }
                // Somebody else does it now; what was done here is undone with the transaction.
                Err(StoreError::LeaseLost(_)) => {}
                Err(error) => return Err(error),
            },
            Err(error) => fail(database, &job, &error, clock.now()).await?,
        }
    }
    Ok(done)
}

/// Keeps doing jobs, looking for new ones every `pause`, until `stop` is ready.
///
/// # Errors
/// When the database fails: the caller decides whether to begin again.
pub async fn work_until(
    database: &Database,
    (clock, pause): (&dyn Clock, Duration),
    worker: &impl Worker,
    stop: impl Future<Output = ()>,
) -> Result<(), StoreError> {
    tokio::pin!(stop);
    loop {
        // A job that has begun is not cut short: stopping waits for it.
        work_off(database, clock, worker).await?;
        tokio::select! {
            () = &mut stop => return Ok(()),
            () = tokio::time::sleep(pause) => {}
        }
    }
}
