//! Changing an account: what it stands for, whether it is open, its password by an administrator.
//! Each of these ends the account's sessions at once; a closing or a new password its tokens too.

use super::{account_by_id, create::membership_detail};
use crate::{
    Access, AccessError, AccountId, DisplayName, ManageAccounts, Membership, Permit, Role,
    access::record, sessions::end_all, tokens::revoke_all,
};
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
    /// What it stands for.
    pub membership: Membership,
}

impl Access {
    /// Changes what an account is called and stands for.
    ///
    /// # Errors
    /// [`AccessError::NotFound`], [`AccessError::LastAdministrator`]; when the database fails.
    pub async fn account_change(
        &self,
        permit: &Permit<ManageAccounts>,
        id: AccountId,
        change: &AccountChange,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        let before = account_by_id(&mut transaction, id).await?.account()?;
        let membership = &change.membership;
        if membership.role() != Role::Administrator {
            keep_one_administrator(&mut transaction, id).await?;
        }
        store::execute!(
            transaction,
            store::query(
                "UPDATE account SET name = $2, language = $3, role = $4, region = $5,
                    institution = $6
                 WHERE id = $1",
            )
            .bind(id.to_string())
            .bind(change.name.as_str().to_owned())
            .bind(change.language.code())
            .bind(membership.role().code())
            .bind(membership.region().map(ToString::to_string))
            .bind(membership.institution().map(ToString::to_string))
        )?;
        if before.membership != *membership {
            end_all(&mut transaction, id).await?;
        }
        let detail = json!({
            "before": membership_detail(&before.membership),
            "after": membership_detail(membership),
        });
        let subject = id.to_string();
        record(
            &mut transaction,
            permit.actor(),
            ("account-changed", &subject),
            &detail,
            now,
        )
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Closes an account; nobody can sign in to it, and whoever is signed in is out.
    ///
    /// # Errors
    /// [`AccessError::NotFound`], [`AccessError::LastAdministrator`]; when the database fails.
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
async fn keep_one_administrator(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<(), AccessError> {
    let open: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT id FROM account WHERE role = $1 AND disabled_at IS NULL")
            .bind(Role::Administrator.code())
            .fetch_all(connection)
    })?;
    let id = id.to_string();
    match open.as_slice() {
        [(last,)] if *last == id => Err(AccessError::LastAdministrator),
        _ => Ok(()),
    }
}
