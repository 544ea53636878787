//! Ending sessions.

use super::SessionToken;
use crate::{Access, AccessError, AccountId, Actor};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use store::Transaction;

/// For so long their owner still sees tokens that ended.
const TOKENS_SHOWN_FOR: SignedDuration = SignedDuration::from_hours(24 * 90);

impl Access {
    /// Signs out: the token opens nothing any more.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        end(&mut transaction, token.digest()).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends every session of the actor's account, on whatever machine.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn sign_out_everywhere(&self, actor: &Actor) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        end_all(&mut transaction, actor.account_id()).await?;
        Ok(transaction.commit().await?)
    }

    /// Throws away what is over: idle sessions, old attempts, tokens that ended 90 days ago. For a job, now and then.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn tidy(&self, now: Timestamp) -> Result<(), AccessError> {
        let before = |span| now.saturating_sub(span).unwrap_or(now).as_microsecond();
        let mut transaction = self.database.begin().await?;
        store::execute!(
            transaction,
            store::query("DELETE FROM account_session WHERE seen_at <= $1")
                .bind(before(self.settings.idle))
        )?;
        store::execute!(
            transaction,
            store::query("DELETE FROM sign_in_attempt WHERE since <= $1")
                .bind(before(self.settings.attempts_over))
        )?;
        store::execute!(
            transaction,
            store::query("DELETE FROM access_token WHERE ends_at <= $1")
                .bind(before(TOKENS_SHOWN_FOR))
        )?;
        Ok(transaction.commit().await?)
    }
}

pub(crate) async fn end(transaction: &mut Transaction, digest: Vec<u8>) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM account_session WHERE digest = $1").bind(digest)
    )?;
    Ok(())
}

pub(crate) async fn end_all(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM account_session WHERE account = $1").bind(id.to_string())
    )?;
    Ok(())
}
