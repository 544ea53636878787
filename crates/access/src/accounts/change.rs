//! Changing an account: its name, whether it is open, its password by an administrator. A closing or a
//! new password ends the account's sessions and tokens at once. What its owner may act as is changed
//! in `memberships`.

use super::account_by_id;
use crate::{
    Access, AccessError, AccountId, DisplayName, ManageAccounts, Permit, Role, access::record,
    sessions::end_all, tokens::revoke_all,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;
use vocabulary::Language;

/// What an administrator may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChange {
    /// The name to show.
    pub name: DisplayName,
    /// The language to speak.
    pub language: Language,
}

impl Access {
    /// Changes what an account is called and which language it is spoken to in.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails.
    #[boxed]
    pub async fn account_change(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        change: &AccountChange,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        store::execute!(
            transaction,
            store::query("UPDATE account SET name = $2, language = $3 WHERE id = $1")
                .bind(id.to_string())
                .bind(change.name.as_str().to_owned())
                .bind(change.language.code())
        )?;
        let subject = id.to_string();
        let what = ("account-changed", subject.as_str());
        record(&mut transaction, permit.actor(), what, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }

    /// Closes an account; nobody can sign in to it, and whoever is signed in is out.
    ///
    /// # Errors
    /// [`AccessError::NotFound`], [`AccessError::LastAdministrator`]; when the database fails.
    #[boxed]
    pub async fn account_disable(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        keep_one_administrator(&mut transaction, id).await?;
        store::execute!(
            transaction,
            store::query(
                "UPDATE account SET disabled_at = COALESCE(disabled_at, $2) WHERE id = $1"
            )
            .bind(id.to_string())
            .bind(now.as_microsecond())
        )?;
        end_all(&mut transaction, id).await?;
        revoke_all(&mut transaction, id, now).await?;
        let subject = id.to_string();
        record(
            &mut transaction,
            permit.actor(),
            ("account-disabled", &subject),
            &json!({}),
            now,
        )
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Opens a closed account again.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails.
    #[boxed]
    pub async fn account_enable(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        store::execute!(
            transaction,
            store::query("UPDATE account SET disabled_at = NULL WHERE id = $1")
                .bind(id.to_string())
        )?;
        let subject = id.to_string();
        record(
            &mut transaction,
            permit.actor(),
            ("account-enabled", &subject),
            &json!({}),
            now,
        )
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Gives an account another password, to be changed at the next sign-in.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the password is not accepted or the database fails.
    #[boxed]
    pub async fn account_reset_password(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        password: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let account = self.account_find(id).await?;
        let hash = self.hash_of_new(password, &account.sign_in_name).await?;
        let mut transaction = self.database.begin().await?;
        set_password(&mut transaction, id, hash, true).await?;
        end_all(&mut transaction, id).await?;
        revoke_all(&mut transaction, id, now).await?;
        let subject = id.to_string();
        let what = ("account-password-reset", subject.as_str());
        record(&mut transaction, permit.actor(), what, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }
}

pub(crate) async fn set_password(
    transaction: &mut Transaction,
    id: AccountId,
    hash: String,
    must_change: bool,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query("UPDATE account SET password_hash = $2, must_change = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(hash)
            .bind(i64::from(must_change))
    )?;
    Ok(())
}

/// Refuses to take away the last account that could open others.
pub(crate) async fn keep_one_administrator(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<(), AccessError> {
    let open: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT a.id FROM membership m JOIN account a ON a.id = m.account
             WHERE m.role = $1 AND m.ended IS NULL AND a.disabled_at IS NULL",
        )
            .bind(Role::Administrator.code())
            .fetch_all(connection)
    })?;
    let id = id.to_string();
    match open.as_slice() {
        [(last,)] if *last == id => Err(AccessError::LastAdministrator),
        _ => Ok(()),
    }
}
