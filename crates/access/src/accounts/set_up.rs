//! The first run: the first administrator, and never a second one this way.

use super::create::{NewAccount, insert, membership_detail};
use crate::{
    Access, AccessError, AccountId, DisplayName, Membership, MembershipId, SignInName,
    access::record,
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;
use vocabulary::Language;

/// The account that opens all others.
#[derive(Clone)]
pub struct FirstAdministrator {
    /// The name to type at the door.
    pub sign_in_name: SignInName,
    /// The name to show.
    pub name: DisplayName,
    /// The language to speak.
    pub language: Language,
    /// The password, as it was typed.
    pub password: String,
}

impl Access {
    /// Whether there is no account yet, so that the first administrator may be made.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn needs_set_up(&self) -> Result<bool, AccessError> {
        let found: Option<(i64,)> = store::read!(self.database, connection => {
            store::query_as("SELECT created_at FROM account LIMIT 1").fetch_optional(connection)
        })?;
        Ok(found.is_none())
    }

    /// Makes the first administrator. Of several that try at once, one succeeds.
    ///
    /// # Errors
    /// [`AccessError::AlreadySetUp`] once there is any account; when the password is not accepted or
    /// the database fails.
    #[boxed]
    pub async fn set_up(
        &self,
        first: &FirstAdministrator,
        now: Timestamp,
    ) -> Result<AccountId, AccessError> {
        // Asked before the hashing too, so that nobody can make the server hash for them.
        if !self.needs_set_up().await? {
            return Err(AccessError::AlreadySetUp);
        }
        let hash = self
            .hash_of_new(&first.password, &first.sign_in_name)
            .await?;
        let id = AccountId::fresh(now, &*self.random);
        let account = NewAccount {
            sign_in_name: first.sign_in_name.clone(),
            name: first.name.clone(),
            language: first.language,
            membership: Membership::Administrator,
            password: String::new(),
            must_change_password: false,
        };
        let mut transaction = self.database.begin().await?;
        if !is_empty(&mut transaction).await? {
            return Err(AccessError::AlreadySetUp);
        }
        let membership = MembershipId::fresh(now, &*self.random);
        insert(&mut transaction, (id, membership), &account, hash, now).await?;
        let detail = membership_detail(&account.membership);
        let subject = id.to_string();
        // Nobody was there before: the account opened itself.
        let actor = account.actor(id, membership);
        record(
            &mut transaction,
            &actor,
            ("account-first", &subject),
            &detail,
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(id)
    }
}

async fn is_empty(transaction: &mut Transaction) -> Result<bool, AccessError> {
    let found: Option<(i64,)> = store::within!(transaction, connection => {
        store::query_as("SELECT created_at FROM account LIMIT 1").fetch_optional(connection)
    })?;
    Ok(found.is_none())
}
