//! Suspending who leaves an institution: their seat there, its grants and its keys. Cases that they lead
//! stay theirs by name until somebody takes them over: a case is never without a manager, nor its key
//! without a holder.

use super::Worker;
use crate::{Casework, CaseworkError, Request, successions::lead_left};
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use store::Transaction;

impl Casework {
    /// Suspends a worker: from this moment they open nothing, on pages already open too, and their
    /// grants end. Another seat of the same person stays as it is. Whoever may decide is asked to name
    /// another lead for each case that they led; gives how many those are.
    ///
    /// # Errors
    /// `worker-other-institution` when they belong to another institution.
    #[boxed]
    pub async fn worker_suspend(
        &self,
        by: &Worker,
        account: &str,
        now: Timestamp,
    ) -> Result<usize, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        by.expect_active(&mut transaction).await?;
        let touched = store::execute!(
            transaction,
            store::query(
                "UPDATE worker SET suspended_at = $1
                 WHERE account = $2 AND institution = $3 AND suspended_at IS NULL",
            )
            .bind(now.as_second())
            .bind(account)
            .bind(by.institution())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("worker-other-institution"));
        }
        end_grants(&mut transaction, account, now).await?;
        let event = NewEvent {
            at: now,
            actor: by.account(),
            kind: "worker-suspended",
            subject: account,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        let request = Request { worker: by, now };
        let led = lead_left(self, &mut transaction, (request, account)).await?;
        transaction.commit().await?;
        Ok(led)
    }
}

/// Ends what a seat holds on cases and matters that it does not lead, and throws its keys to them away.
async fn end_grants(
    transaction: &mut Transaction,
    seat: &str,
    now: Timestamp,
) -> Result<(), CaseworkError> {
    for ended in [
        "UPDATE access_grant SET revoked_at = $2 WHERE holder = $1 AND revoked_at IS NULL
           AND case_code NOT IN (SELECT code FROM case_file WHERE manager = $1)",
        "UPDATE matter_grant SET revoked_at = $2 WHERE holder = $1 AND revoked_at IS NULL
           AND matter NOT IN (SELECT id FROM matter WHERE leader = $1)",
    ] {
        store::execute!(
            transaction,
            store::query(ended).bind(seat).bind(now.as_second())
        )?;
    }
    store::execute!(
        transaction,
        store::query(
            "DELETE FROM wrapped_key WHERE holder = $1
               AND subject IN (SELECT c.subject FROM access_grant g
                    JOIN case_file c ON c.code = g.case_code
                    WHERE g.holder = $1 AND c.manager <> $1)",
        )
        .bind(seat)
    )?;
    Ok(())
}
