//! A seat is registered once: its key pair is made, the private half locked under a passphrase that is
//! not the password of the account. Who works for two institutions has a seat and a key pair at each;
//! whether the passphrase is the same is theirs to choose.

use super::{
    Profession, Worker,
    seat::{further_seat, own_seat, seats_of_person},
};
use crate::{Casework, CaseworkError};
use access::Actor;
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use seal::{IndexKey, LockedWorkerKey, WorkerSecretKey, WrappedIndexKey};
use store::Transaction;

/// The fewest characters of a passphrase.
const FEWEST_CHARACTERS: usize = 12;

impl Casework {
    /// Registers the first worker of a new wing; the key of the blind indexes is made with them.
    ///
    /// # Errors
    /// `worker-not-first` when there is one already; see [`Self::worker_register`].
    #[boxed]
    pub async fn worker_register_first(
        &self,
        actor: &Actor,
        profession: Profession,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let some: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as("SELECT account FROM worker LIMIT 1").fetch_optional(connection)
        })?;
        if some.is_some() {
            return Err(CaseworkError::Refused("worker-not-first"));
        }
        let index = IndexKey::fresh(&*self.random);
        let new = (actor, profession, passphrase);
        self.register(transaction, &index, new, None, now).await
    }

    /// Registers a worker. Whoever does it must be inside, to hand on the key of the blind indexes;
    /// it opens no case to either of them.
    ///
    /// # Errors
    /// `worker-institution-missing` when the account speaks for no institution: administrators and
    /// committee members do no casework. `worker-other-institution` when that institution has workers
    /// of its own, who then register theirs. `passphrase-too-short`. `worker-exists`.
    #[boxed]
    pub async fn worker_register(
        &self,
        by: &Worker,
        actor: &Actor,
        profession: Profession,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        by.expect_active(&mut transaction).await?;
        let of = actor.institution().map(|code| code.as_str().to_owned());
        if let Some(institution) = of.filter(|institution| institution != by.institution())
            && has_worker(&mut transaction, &institution).await?
        {
            return Err(CaseworkError::Refused("worker-other-institution"));
        }
        let new = (actor, profession, passphrase);
        self.register(transaction, by.index_key(), new, Some(by.account()), now)
            .await
    }

    async fn register(
        &self,
        mut transaction: Transaction,
        index: &IndexKey,
        (actor, profession, passphrase): (&Actor, Profession, &str),
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        let missing = CaseworkError::Refused("worker-institution-missing");
        let institution = actor.institution().ok_or(missing)?;
        let person = actor.account_id().to_string();
        if own_seat(&mut transaction, actor).await?.is_some() {
            return Err(CaseworkError::Refused("worker-exists"));
        }
        let others = seats_of_person(&mut transaction, &person).await?;
        let account = if others.is_empty() {
            person.clone()
        } else {
            further_seat(&person, institution.as_str())
        };
        let (secret, public) = WorkerSecretKey::fresh(&*self.random);
        let locked = self.lock(secret, &account, passphrase).await?;
        let wrapped = WrappedIndexKey::wrap(index, &public, &*self.random)?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO worker (account, institution, profession, public_key, locked_key,
                    wrapped_index_key, custodians, registered_at, person)
                 VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8)",
            )
            .bind(account.as_str())
            .bind(institution.as_str())
            .bind(profession.code())
            .bind(public.as_bytes().to_vec())
            .bind(locked.as_bytes().to_vec())
            .bind(wrapped.as_bytes().to_vec())
            .bind(now.as_second())
            .bind(person.as_str())
        )?;
        shut_out_as_before(&mut transaction, (&person, &account)).await?;
        let event = NewEvent {
            at: now,
            actor: by.unwrap_or(&account),
            kind: "worker-registered",
            subject: &account,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Locks a private key under a passphrase, off the threads that serve pages.
    pub(crate) async fn lock(
        &self,
        secret: WorkerSecretKey,
        account: &str,
        passphrase: &str,
    ) -> Result<LockedWorkerKey, CaseworkError> {
        if passphrase.chars().count() < FEWEST_CHARACTERS {
            return Err(CaseworkError::Invalid("passphrase-too-short"));
        }
        let (account, passphrase) = (account.to_owned(), seal::SecretText::new(passphrase));
        let (random, cost) = (self.random.clone(), self.settings.passphrase_cost);
        let locked = tokio::task::spawn_blocking(move || {
            LockedWorkerKey::lock(&secret, (&account, passphrase.expose()), cost, &*random)
        });
        Ok(locked.await.map_err(|_| CaseworkError::Interrupted)??)
    }
}

/// Whoever was shut out of a case or a matter is shut out in every seat: a new one opens no way round.
async fn shut_out_as_before(
    transaction: &mut Transaction,
    (person, seat): (&str, &str),
) -> Result<(), CaseworkError> {
    for copied in [
        "INSERT INTO access_denial (case_code, holder, denied_by, denied_at)
         SELECT case_code, $2, MIN(denied_by), MIN(denied_at) FROM access_denial
         WHERE holder IN (SELECT account FROM worker WHERE person = $1 AND account <> $2)
         GROUP BY case_code",
        "INSERT INTO matter_denial (matter, holder, denied_by, denied_at)
         SELECT matter, $2, MIN(denied_by), MIN(denied_at) FROM matter_denial
         WHERE holder IN (SELECT account FROM worker WHERE person = $1 AND account <> $2)
         GROUP BY matter",
    ] {
        store::execute!(transaction, store::query(copied).bind(person).bind(seat))?;
    }
    Ok(())
}

/// Whether somebody works for an institution, suspended or not.
async fn has_worker(
    transaction: &mut Transaction,
    institution: &str,
) -> Result<bool, CaseworkError> {
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT account FROM worker WHERE institution = $1 LIMIT 1")
            .bind(institution)
            .fetch_optional(connection)
    })?;
    Ok(row.is_some())
}
