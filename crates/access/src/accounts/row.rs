//! An account as it is stored, and finding accounts.

use crate::{
    Access, AccessError, AccountId, Actor, DisplayName, HeldMembership, ManageAccounts, Permit,
    SignInName, access::instant,
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;
use vocabulary::Language;

/// An account. Its password is not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The name to type at the door.
    pub sign_in_name: SignInName,
    /// The name to show.
    pub name: DisplayName,
    /// The language to speak.
    pub language: Language,
    /// What its owner may act as now, the oldest first. Without any, nobody can sign in to it.
    pub memberships: Vec<HeldMembership>,
    /// Whether somebody else set its password, which is to be changed at the next sign-in.
    pub must_change_password: bool,
    /// Since when nobody can sign in to it.
    pub disabled_at: Option<Timestamp>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When somebody last signed in to it.
    pub signed_in_at: Option<Timestamp>,
}

impl Account {
    /// Its owner, acting in one of its memberships.
    pub(crate) fn actor(&self, held: &HeldMembership) -> Actor {
        Actor::of_account(
            self.id,
            self.name.as_str().to_owned(),
            self.language,
            (held.id, held.membership.clone()),
        )
    }
}

store::row! {
    pub(crate) struct Columns {
        pub(crate) id: String,
        sign_in_name: String,
        name: String,
        language: String,
        pub(crate) password_hash: String,
        must_change: i64,
        disabled_at: Option<i64>,
        created_at: i64,
        signed_in_at: Option<i64>,
    }
}

impl Columns {
    pub(crate) fn id(&self) -> Result<AccountId, AccessError> {
        AccountId::parse(&self.id).ok_or(AccessError::Corrupt("account id"))
    }

    pub(crate) fn account(&self, memberships: Vec<HeldMembership>) -> Result<Account, AccessError> {
        let corrupt = AccessError::Corrupt;
        Ok(Account {
            id: self.id()?,
            sign_in_name: SignInName::parse(&self.sign_in_name)
                .map_err(|_| corrupt("sign-in name"))?,
            name: DisplayName::parse(&self.name).map_err(|_| corrupt("name"))?,
            language: Language::from_code(&self.language).ok_or(corrupt("language"))?,
            memberships,
            must_change_password: self.must_change != 0,
            disabled_at: self.disabled_at.map(instant).transpose()?,
            created_at: instant(self.created_at)?,
            signed_in_at: self.signed_in_at.map(instant).transpose()?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, sign_in_name, name, language, password_hash, must_change, disabled_at,
                created_at, signed_in_at
             FROM account ",
            $rest
        )
    };
}

/// The query of every sign-in; its plan is tested.
pub const ACCOUNT_BY_NAME: &str = select!("WHERE sign_in_name = $1");
const ACCOUNT_BY_ID: &str = select!("WHERE id = $1");
/// The query of the list of accounts; its plan is tested.
pub const ACCOUNTS_AFTER: &str = select!("WHERE sign_in_name > $1 ORDER BY sign_in_name LIMIT $2");

pub(crate) async fn account_by_id(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<Columns, AccessError> {
    let row: Option<Columns> = store::within!(transaction, connection => {
        store::query_as(ACCOUNT_BY_ID).bind(id.to_string()).fetch_optional(connection)
    })?;
    row.ok_or(AccessError::NotFound)
}

impl Access {
    /// Accounts in the order of their sign-in names, from after a name on; an empty name begins.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn account_list(
        &self,
        _permit: &Permit<ManageAccounts>,
        after: &str,
        limit: u16,
    ) -> Result<Vec<Account>, AccessError> {
        let rows: Vec<Columns> = store::read!(self.database, connection => {
            store::query_as(ACCOUNTS_AFTER)
                .bind(after.to_owned())
                .bind(i64::from(limit))
                .fetch_all(connection)
        })?;
        let mut held = self.memberships_after(after, limit).await?;
        rows.iter()
            .map(|row| row.account(held.remove(&row.id).unwrap_or_default()))
            .collect()
    }

    /// The account with a sign-in name.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails or holds something unreadable.
    #[boxed]
    pub async fn account_named(
        &self,
        _permit: &Permit<ManageAccounts>,
        name: &SignInName,
    ) -> Result<Account, AccessError> {
        let row: Option<Columns> = store::read!(self.database, connection => {
            store::query_as(ACCOUNT_BY_NAME).bind(name.as_str().to_owned()).fetch_optional(connection)
        })?;
        let row = row.ok_or(AccessError::NotFound)?;
        let held = self.memberships_held(row.id()?).await?;
        row.account(held)
    }

    /// One account.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; when the database fails or holds something unreadable.
    #[boxed]
    pub async fn account_open(
        &self,
        _permit: &Permit<ManageAccounts>,
        id: AccountId,
    ) -> Result<Account, AccessError> {
        self.account_find(id).await
    }

    pub(crate) async fn account_find(&self, id: AccountId) -> Result<Account, AccessError> {
        let row: Option<Columns> = store::read!(self.database, connection => {
            store::query_as(ACCOUNT_BY_ID).bind(id.to_string()).fetch_optional(connection)
        })?;
        let row = row.ok_or(AccessError::NotFound)?;
        row.account(self.memberships_held(id).await?)
    }
}
