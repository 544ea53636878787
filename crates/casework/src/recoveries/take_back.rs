//! Taking one's key back: the new passphrase opens the key of the request, that opens what the
//! custodians handed on, and the worker's own key is locked under the new passphrase.

use super::{
    RecoveryState, RecoveryStep,
    ask::holder_of,
    rows::{Of, end, expire, recoveries},
};
use crate::{Casework, CaseworkError};
use access::Actor;
use boxed::boxed;
use jiff::Timestamp;
use seal::{HandedKey, LockedWorkerKey, SealError, WorkerPublicKey};

/// Request, its locked key, what was handed on, the worker's public key and seat.
type Ready = (String, Vec<u8>, Vec<u8>, Vec<u8>, String);

impl Casework {
    /// Takes the actor's own key back where two custodians have opened it and this is the passphrase
    /// that was chosen with the request; `false` otherwise. Whoever sits inside by the old passphrase
    /// is outside from this moment. The caller has asked for the second factor before, and calls
    /// [`Self::enter`] next.
    ///
    /// # Errors
    /// When the database fails, or what was handed on is not the worker's key.
    #[boxed]
    pub async fn recovery_take_back(
        &self,
        actor: &Actor,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<bool, CaseworkError> {
        let person = actor.account_id().to_string();
        let institution = actor.institution().map(|code| code.as_str());
        let row: Option<Ready> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT r.id, r.locked_key, r.handed_key, w.public_key, w.account
                 FROM recovery r JOIN worker w ON w.account = r.worker
                 WHERE w.person = $1 AND r.state = $2 AND r.ends_at > $3 AND r.handed_key IS NOT NULL
                   AND w.institution = $4 AND w.suspended_at IS NULL",
            )
            .bind(person.as_str())
            .bind(RecoveryState::Ready.code())
            .bind(now.as_second())
            .bind(institution.unwrap_or_default())
            .fetch_optional(connection)
        })?;
        let Some((id, locked, handed, public, account)) = row else {
            return Ok(false);
        };
        let (holder, typed) = (holder_of(&person), seal::SecretText::new(passphrase));
        let locked = LockedWorkerKey::from_bytes(locked);
        let unlocked = tokio::task::spawn_blocking(move || locked.unlock(&holder, typed.expose()));
        let waiting = match unlocked.await.map_err(|_| CaseworkError::Interrupted)? {
            Err(SealError::Closed(_)) => return Ok(false),
            other => other?,
        };
        let secret = HandedKey::from_bytes(handed).open(&account, &waiting)?;
        if secret.public()? != WorkerPublicKey::from_bytes(&public)? {
            return Err(CaseworkError::Corrupt("custody"));
        }
        let locked = self.lock(secret, &account, passphrase).await?;
        let mut transaction = self.database.begin().await?;
        expire(&mut transaction, now).await?;
        let mut found = recoveries(&mut transaction, Of::Id(&id)).await?;
        // Meanwhile it may have been refused, or taken back by a double click.
        found.retain(|one| one.state == RecoveryState::Ready);
        let Some(one) = found.pop() else {
            return Ok(false);
        };
        store::execute!(
            transaction,
            store::query(
                "UPDATE worker SET locked_key = $1, lock_number = lock_number + 1 WHERE account = $2",
            )
            .bind(locked.as_bytes().to_vec())
            .bind(account.as_str())
        )?;
        let step = (account.as_str(), RecoveryStep::TakeBack);
        end(&mut transaction, &one, step, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
