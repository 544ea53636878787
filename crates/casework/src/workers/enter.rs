//! Somebody inside: an actor whose private key is open for the length of a session.

use super::Profession;
use crate::{Casework, CaseworkError};
use access::Actor;
use jiff::Timestamp;
use ledger::NewEvent;
use seal::{IndexKey, LockedWorkerKey, WorkerSecretKey, WrappedIndexKey};
use std::fmt;
use store::Transaction;

/// Somebody inside. Only [`Casework::enter`] makes one; dropping it wipes the key.
pub struct Worker {
    actor: Actor,
    account: String,
    institution: String,
    profession: Profession,
    secret: WorkerSecretKey,
    index: IndexKey,
    lock_number: i64,
}

/// Institution, profession, locked key, wrapped key of the blind indexes, number of the lock.
type Stored = (String, String, Vec<u8>, Vec<u8>, i64);

impl Casework {
    /// Opens the inner door with the worker's passphrase. The caller has asked for the second factor
    /// before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for who is no worker or is suspended, [`CaseworkError::Seal`] for
    /// a wrong passphrase. Both are in the log.
    pub async fn enter(
        &self,
        actor: &Actor,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<Worker, CaseworkError> {
        let account = actor.account_id().to_string();
        let outcome = self.try_enter(actor, &account, passphrase).await;
        let mut transaction = self.database.begin().await?;
        let event = NewEvent {
            at: now,
            actor: &account,
            kind: if outcome.is_ok() {
                "worker-entered"
            } else {
                "worker-not-let-in"
            },
            subject: &account,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        outcome
    }

    async fn try_enter(
        &self,
        actor: &Actor,
        account: &str,
        passphrase: &str,
    ) -> Result<Worker, CaseworkError> {
        let row: Option<Stored> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT institution, profession, locked_key, wrapped_index_key, lock_number
                 FROM worker WHERE account = $1 AND suspended_at IS NULL",
            )
            .bind(account)
            .fetch_optional(connection)
        })?;
        let (institution, profession, locked, wrapped, lock_number) =
            row.ok_or(CaseworkError::NotFound("worker"))?;
        // An account that was moved to another institution does not take its cases along.
        if actor.institution().map(|code| code.as_str()) != Some(institution.as_str()) {
            return Err(CaseworkError::NotFound("worker"));
        }
        let (holder, passphrase) = (account.to_owned(), seal::SecretText::new(passphrase));
        let locked = LockedWorkerKey::from_bytes(locked);
        let secret =
            tokio::task::spawn_blocking(move || locked.unlock(&holder, passphrase.expose()));
        let secret = secret.await.map_err(|_| CaseworkError::Interrupted)??;
        Ok(Worker {
            actor: actor.clone(),
            account: account.to_owned(),
            institution,
            profession: crate::codes::stored(Profession::from_code, &profession)?,
            index: WrappedIndexKey::from_bytes(wrapped).unwrap(&secret)?,
            secret,
            lock_number,
        })
    }

    /// Suspends a worker: from this moment they open nothing, on pages already open too.
    ///
    /// # Errors
    /// `worker-other-institution` when they belong to another institution.
    pub async fn worker_suspend(
        &self,
        by: &Worker,
        account: &str,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
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
        let event = NewEvent {
            at: now,
            actor: by.account(),
            kind: "worker-suspended",
            subject: account,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(())
    }
}

impl Worker {
    /// Who it is at the outer door.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account's id.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The institution that they work for.
    #[must_use]
    pub fn institution(&self) -> &str {
        &self.institution
    }

    /// What they are.
    #[must_use]
    pub const fn profession(&self) -> Profession {
        self.profession
    }

    pub(crate) const fn secret_key(&self) -> &WorkerSecretKey {
        &self.secret
    }

    pub(crate) const fn index_key(&self) -> &IndexKey {
        &self.index
    }

    /// Looks again, inside the transaction, whether they still work here, and came in by the lock that
    /// is on their key now: after a recovery whoever used the old passphrase is outside.
    pub(crate) async fn expect_active(
        &self,
        transaction: &mut Transaction,
    ) -> Result<(), CaseworkError> {
        let found: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account FROM worker
                 WHERE account = $1 AND suspended_at IS NULL AND lock_number = $2",
            )
            .bind(self.account.as_str())
            .bind(self.lock_number)
            .fetch_optional(connection)
        })?;
        found.map(|_| ()).ok_or(CaseworkError::NotFound("worker"))
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Worker({})", self.account)
    }
}
