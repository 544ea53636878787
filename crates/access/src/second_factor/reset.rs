//! Taking a second factor away: its owner with a code, an administrator for who lost everything.
//! Neither opens a case: the passphrase of the inner door stays what it was.

use super::{RecoveryCode, SecondFactorSecret, enrol};
use crate::{
    Access, AccessError, AccountId, Actor, ManageAccounts, OperateSystem, Permit, access::record,
    accounts::account_by_id, sessions::end_all,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

impl Access {
    /// Takes the actor's own factor away, to tie another device to the account.
    ///
    /// # Errors
    /// As [`Access::second_factor_check`].
    #[boxed]
    pub async fn second_factor_remove(
        &self,
        actor: &Actor,
        code: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        self.second_factor_check(actor, code, now).await?;
        let account = actor.account_id().to_string();
        let mut transaction = self.database.begin().await?;
        forget(&mut transaction, &account).await?;
        let about = ("second-factor-removed", account.as_str());
        record(&mut transaction, actor, about, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes somebody's factor away, and ends their sessions.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails.
    #[boxed]
    pub async fn second_factor_reset(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let account = id.to_string();
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        forget(&mut transaction, &account).await?;
        end_all(&mut transaction, id).await?;
        let about = ("second-factor-reset", account.as_str());
        record(&mut transaction, permit.actor(), about, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }

    /// Ties a secret that is known elsewhere to an account: for the operator alone, who could write
    /// the database anyway, to move accounts or to make a demonstration.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails.
    #[boxed]
    pub async fn second_factor_put(
        &self,
        permit: &Permit<OperateSystem>,
        id: AccountId,
        (secret, codes): (&SecondFactorSecret, &[RecoveryCode]),
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let account = id.to_string();
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        forget(&mut transaction, &account).await?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO second_factor (account, secret, begun_at, last_step)
                 VALUES ($1, $2, $3, 0)",
            )
            .bind(account.clone())
            .bind(secret.bytes())
            .bind(now.as_microsecond())
        )?;
        enrol::keep(&mut transaction, (&account, 0, codes), now).await?;
        let about = ("second-factor-put", account.as_str());
        record(&mut transaction, permit.actor(), about, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }
}

async fn forget(transaction: &mut Transaction, account: &str) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM second_factor WHERE account = $1").bind(account.to_owned())
    )?;
    store::execute!(
        transaction,
        store::query("DELETE FROM recovery_code WHERE account = $1").bind(account.to_owned())
    )?;
    Ok(())
}
