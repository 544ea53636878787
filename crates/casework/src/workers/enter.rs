//! Somebody inside: an actor on one seat, whose private key is open for the length of a session.

use super::{Profession, RefusedEntries, refused};
use crate::{Casework, CaseworkError};
use access::Actor;
use boxed::boxed;
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
    refused: Option<RefusedEntries>,
}

/// Seat, profession, locked key, wrapped key of the blind indexes, number of the lock.
type Stored = (String, String, Vec<u8>, Vec<u8>, i64);

impl Casework {
    /// Opens the inner door with the passphrase of the actor's seat at the institution for which they
    /// act; no other seat of theirs is opened. The caller has asked for the second factor before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for who is no worker or is suspended, [`CaseworkError::Seal`] for
    /// a wrong passphrase. Both are in the log.
    #[boxed]
    pub async fn enter(
        &self,
        actor: &Actor,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<Worker, CaseworkError> {
        let account = actor.account_id().to_string();
        let mut outcome = self.try_enter(actor, &account, passphrase).await;
        let seat = outcome
            .as_ref()
            .map_or(&*account, Worker::account)
            .to_owned();
        let mut transaction = self.database.begin().await?;
        let event = NewEvent {
            at: now,
            actor: &seat,
            kind: if outcome.is_ok() {
                "worker-entered"
            } else {
                "worker-not-let-in"
            },
            subject: &seat,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        match &mut outcome {
            Ok(worker) => worker.refused = refused::taken(&mut transaction, &seat).await?,
            Err(_) => refused::counted(&mut transaction, actor, now).await?,
        }
        transaction.commit().await?;
        outcome
    }

    /// Whether somebody who came in works here still, by the lock that is on their key now.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn is_inside(&self, worker: &Worker) -> Result<bool, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        match worker.expect_active(&mut transaction).await {
            Ok(()) => Ok(true),
            Err(CaseworkError::NotFound(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn try_enter(
        &self,
        actor: &Actor,
        account: &str,
        passphrase: &str,
    ) -> Result<Worker, CaseworkError> {
        let institution = actor.institution().map(|code| code.as_str().to_owned());
        let institution = institution.ok_or(CaseworkError::NotFound("worker"))?;
        let row: Option<Stored> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT account, profession, locked_key, wrapped_index_key, lock_number
                 FROM worker WHERE person = $1 AND institution = $2 AND suspended_at IS NULL",
            )
            .bind(account)
            .bind(institution.as_str())
            .fetch_optional(connection)
        })?;
        let (seat, profession, locked, wrapped, lock_number) =
            row.ok_or(CaseworkError::NotFound("worker"))?;
        let (holder, passphrase) = (seat.clone(), seal::SecretText::new(passphrase));
        let locked = LockedWorkerKey::from_bytes(locked);
        let secret =
            tokio::task::spawn_blocking(move || locked.unlock(&holder, passphrase.expose()));
        let secret = secret.await.map_err(|_| CaseworkError::Interrupted)??;
        Ok(Worker {
            actor: actor.clone(),
            account: seat,
            institution,
            profession: crate::codes::stored(Profession::from_code, &profession)?,
            index: WrappedIndexKey::from_bytes(wrapped).unwrap(&secret)?,
            secret,
            lock_number,
            refused: None,
        })
    }
}

impl Worker {
    /// Who it is at the outer door.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The seat: what grants, keys, tasks and the log are written to. It is the account's id for the
    /// first institution of a person, and for a further one that id with the institution.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The account of whoever sits there: one person, whatever the seat.
    #[must_use]
    pub fn person(&self) -> &str {
        super::person_of(&self.account)
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

    /// Wrong passphrases that were tried on their key before they came in this time; none mostly.
    #[must_use]
    pub const fn refused_entries(&self) -> Option<RefusedEntries> {
        self.refused
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
