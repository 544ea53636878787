//! Asking for one's key at the inner door, with a passphrase chosen anew, and withdrawing that.

use super::{
    Recovery, RecoveryState, RecoveryStep,
    custodians::custodians_of,
    rows::{Of, end, expire, log, recoveries},
};
use crate::{Casework, CaseworkError, RecordId, casework::HOUR, workers::own_seat};
use access::Actor;
use boxed::boxed;
use jiff::Timestamp;
use seal::WorkerSecretKey;

/// How long a request lasts, in seconds.
const LASTS: i64 = 72 * HOUR;
/// The longest mark of a form, in bytes.
const LONGEST_FORM: usize = 64;

/// What the temporary key of a person's request is locked for. No account is called so.
pub(super) fn holder_of(person: &str) -> String {
    format!("recovery/{person}")
}

impl Casework {
    /// Asks the custodians for the key of the actor's own seat at the institution for which they act. The caller has asked for the second
    /// factor before. The same form sent twice makes one request.
    ///
    /// # Errors
    /// `passphrase-too-short`; `request-missing` for a form without a mark; `recovery-open-already`;
    /// `recovery-no-custodians`, also for who is no worker here, so that nobody learns who is.
    #[boxed]
    pub async fn recovery_ask(
        &self,
        actor: &Actor,
        (passphrase, form): (&str, &str),
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        if form.is_empty() || form.len() > LONGEST_FORM {
            return Err(CaseworkError::Invalid("request-missing"));
        }
        let person = actor.account_id().to_string();
        let institution = actor.institution().map(|code| code.as_str());
        let institution = institution.unwrap_or_default();
        // Locked before anything is looked up: the time that it takes tells nothing.
        let (secret, public) = WorkerSecretKey::fresh(&*self.random);
        let locked = self.lock(secret, &holder_of(&person), passphrase).await?;
        let mut transaction = self.database.begin().await?;
        expire(&mut transaction, now).await?;
        let seat = own_seat(&mut transaction, actor).await?;
        let account = seat.unwrap_or(person);
        let working: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account FROM worker
                 WHERE account = $1 AND institution = $2 AND suspended_at IS NULL",
            )
            .bind(account.as_str())
            .bind(institution)
            .fetch_optional(connection)
        })?;
        let nobody = CaseworkError::Refused("recovery-no-custodians");
        let Some(custodians) = custodians_of(&mut transaction, &account).await? else {
            return Err(nobody);
        };
        let active = crate::workers::active_among(&mut transaction, &custodians.accounts).await?;
        if working.is_none() || active.len() < 2 {
            return Err(nobody);
        }
        let known: Option<(String, String)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT state, form FROM recovery WHERE worker = $1
                   AND (ended_at IS NULL OR form = $2) LIMIT 1",
            )
            .bind(account.as_str())
            .bind(form)
            .fetch_optional(connection)
        })?;
        match known {
            Some((_, made_by)) if made_by == form => return Ok(()),
            Some(_) => return Err(CaseworkError::Refused("recovery-open-already")),
            None => {}
        }
        let id = RecordId::fresh(&*self.random);
        let event = (account.as_str(), "recovery-asked", account.as_str());
        let number = log(&mut transaction, event, &id, now).await?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO recovery (id, worker, institution, custodians, form, state, public_key,
                    locked_key, asked_at, ends_at, number)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(id.as_str())
            .bind(account.as_str())
            .bind(institution)
            .bind(custodians.accounts.join(","))
            .bind(form)
            .bind(RecoveryState::Asked.code())
            .bind(public.as_bytes().to_vec())
            .bind(locked.as_bytes().to_vec())
            .bind(now.as_second())
            .bind(now.as_second().saturating_add(LASTS))
            .bind(number)
        )?;
        Ok(transaction.commit().await?)
    }

    /// The actor's own latest request, if it is open or ended; `None` for who never asked.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn recovery_of(
        &self,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Option<Recovery>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let has_changed = expire(&mut transaction, now).await?;
        let seat = own_seat(&mut transaction, actor).await?;
        let account = seat.unwrap_or_default();
        let found = recoveries(&mut transaction, Of::Worker(&account)).await?;
        if has_changed {
            transaction.commit().await?;
        }
        Ok(found.into_iter().next())
    }

    /// Withdraws the actor's own open request; nothing happens when there is none.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn recovery_withdraw(
        &self,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        expire(&mut transaction, now).await?;
        let seat = own_seat(&mut transaction, actor).await?;
        let account = seat.unwrap_or_default();
        for one in recoveries(&mut transaction, Of::Worker(&account)).await? {
            if one.state.is_open() {
                let step = (account.as_str(), RecoveryStep::Withdraw);
                end(&mut transaction, &one, step, now).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}
