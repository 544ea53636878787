//! Adding accounts, closing them, setting passwords.

use super::password::{hash, password_problem, verify};
use crate::{
    AccessError, AccountId, Actor, ManageAccounts, Permit, Role,
};
use jiff::Timestamp;
use ledger::NewEvent;
use store::{Database, Transaction};
use vocabulary::{InstitutionCode, Language, PlaceCode};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The name to show.
    pub name: String,
    /// The language.
    pub language: Language,
    /// The role.
    pub role: Role,
    /// The region that the role is limited to.
    pub region: Option<PlaceCode>,
    /// The institution that the person reports for.
    pub institution: Option<InstitutionCode>,
    /// Whether it is closed.
    pub is_disabled: bool,
}

/// An account to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The name to show.
    pub name: String,
    /// The language.
    pub language: Language,
    /// The role.
    pub role: Role,
    /// The region; required for roles of a region.
    pub region: Option<PlaceCode>,
    /// The institution; required for members.
    pub institution: Option<InstitutionCode>,
    /// The first password.
    pub password: String,
}

#[derive(sqlx::FromRow)]
pub(crate) struct Columns {
    id: String,
    sign_in_name: String,
    name: String,
    language: String,
    role: String,
    region: Option<String>,
    institution: Option<String>,
    is_disabled: i64,
}

impl Columns {
    pub(crate) fn account(self) -> Result<Account, AccessError> {
        let corrupt = || AccessError::Internal("an account cannot be read");
        let region = self.region.map(|code| PlaceCode::parse(&code)).transpose();
        let institution = self.institution.map(|code| InstitutionCode::parse(&code)).transpose();
        Ok(Account {
            id: AccountId::stored(self.id),
            sign_in_name: self.sign_in_name,
            name: self.name,
            language: Language::from_code(&self.language).unwrap_or_default(),
            role: Role::from_code(&self.role).ok_or_else(corrupt)?,
            region: region.map_err(|_| corrupt())?,
            institution: institution.map_err(|_| corrupt())?,
            is_disabled: self.is_disabled != 0,
        })
    }
}

impl Account {
    pub(crate) fn actor(self) -> Actor {
        Actor {
            account_id: self.id,
            name: self.name,
            language: self.language,
            role: self.role,
            region: self.region,
            institution: self.institution,
            is_operator: false,
        }
    }
}

/// Adds an account.
///
/// # Errors
/// When the sign-in name is taken or malformed, the password will not do, the role lacks its region
/// or institution, or the database fails.
pub async fn account_add(
    database: &Database,
    permit: &Permit<ManageAccounts>,
    account: NewAccount,
    now: Timestamp,
) -> Result<AccountId, AccessError> {
    let hash = checked_hash(&account).await?;
    let mut transaction = database.begin().await?;
    let id = insert(&mut transaction, &account, &hash, now).await?;
    let actor = permit.actor().account_id().to_string();
    note(&mut transaction, &actor, "account-added", &id, now).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Checks what was entered, and hashes the password.
pub(crate) async fn checked_hash(account: &NewAccount) -> Result<String, AccessError> {
    let name = account.sign_in_name.as_str();
    let is_plain = (3..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_@".contains(&byte));
    if !is_plain {
        return Err(AccessError::Refused("account-sign-in-name"));
    }
    if account.name.trim().is_empty() || account.name.chars().count() > 120 {
        return Err(AccessError::Refused("account-name"));
    }
    if account.role.needs_region() != account.region.is_some() {
        return Err(AccessError::Refused("account-region"));
    }
    if (account.role == Role::InstitutionMember) != account.institution.is_some() {
        return Err(AccessError::Refused("account-institution"));
    }
    if let Some(problem) = password_problem(&account.password, name) {
        return Err(AccessError::Refused(problem));
    }
    hash(account.password.clone()).await
}

pub(crate) async fn insert(
    transaction: &mut Transaction,
    account: &NewAccount,
    password_hash: &str,
    now: Timestamp,
) -> Result<AccountId, AccessError> {
    let id = AccountId::new();
    let inserted = store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO account (id, sign_in_name, name, language, role, region, institution,
                password_hash, is_disabled, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (sign_in_name) DO NOTHING",
        )
        .bind(id.to_string())
        .bind(account.sign_in_name.clone())
        .bind(account.name.trim().to_owned())
        .bind(account.language.code())
        .bind(account.role.code())
        .bind(account.region.as_ref().map(ToString::to_string))
        .bind(account.institution.as_ref().map(ToString::to_string))
        .bind(password_hash.to_owned())
        .bind(now.as_microsecond())
    )?;
    if inserted == 0 {
        return Err(AccessError::Refused("account-name-taken"));
    }
    Ok(id)
}

/// All accounts, by sign-in name.
///
/// # Errors
/// When the database fails.
pub async fn account_list(
    database: &Database,
    _permit: &Permit<ManageAccounts>,
) -> Result<Vec<Account>, AccessError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        sqlx::query_as(
            "SELECT id, sign_in_name, name, language, role, region, institution, is_disabled
             FROM account ORDER BY sign_in_name",
        )
        .fetch_all(connection)
    })?;
    rows.into_iter().map(Columns::account).collect()
}

/// Closes an account or opens it again; closing ends its sessions. Nobody can close their own.
///
/// # Errors
/// When there is no such account, it is the administrator's own, or the database fails.
pub async fn account_set_disabled(
    database: &Database,
    permit: &Permit<ManageAccounts>,
    sign_in_name: &str,
    is_disabled: bool,
    now: Timestamp,
) -> Result<(), AccessError> {
    let mut transaction = database.begin().await?;
    let id = id_of(&mut transaction, sign_in_name).await?;
    if id == *permit.actor().account_id() {
        return Err(AccessError::Refused("account-own"));
    }
    store::execute!(
        transaction,
        sqlx::query("UPDATE account SET is_disabled = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(i64::from(is_disabled))
    )?;
    end_sessions(&mut transaction, &id).await?;
    let kind = if is_disabled { "account-closed" } else { "account-opened" };
    note(&mut transaction, &permit.actor().account_id().to_string(), kind, &id, now).await?;
    Ok(transaction.commit().await?)
}

/// Sets a new password for somebody who lost theirs, and ends their sessions.
///
/// # Errors
/// When there is no such account, the password will not do, or the database fails.
pub async fn account_set_password(
    database: &Database,
    permit: &Permit<ManageAccounts>,
    sign_in_name: &str,
    password: String,
    now: Timestamp,
) -> Result<(), AccessError> {
    if let Some(problem) = password_problem(&password, sign_in_name) {
        return Err(AccessError::Refused(problem));
    }
    let hash = hash(password).await?;
    let mut transaction = database.begin().await?;
    let id = id_of(&mut transaction, sign_in_name).await?;
    write_password(&mut transaction, &id, &hash).await?;
    let actor = permit.actor().account_id().to_string();
    note(&mut transaction, &actor, "account-password-reset", &id, now).await?;
    Ok(transaction.commit().await?)
}

/// Changes one's own password, and ends all sessions.
///
/// # Errors
/// When the present password is wrong, the new one will not do, or the database fails.
pub async fn change_password(
    database: &Database,
    actor: &Actor,
    present: String,
    new: String,
    now: Timestamp,
) -> Result<(), AccessError> {
    let id = actor.account_id().to_string();
    let found: Option<(String, String)> = store::read!(database, connection => {
        sqlx::query_as("SELECT sign_in_name, password_hash FROM account WHERE id = $1")
            .bind(id.clone())
            .fetch_optional(connection)
    })?;
    let (sign_in_name, old) = found.ok_or(AccessError::Refused("account-unknown"))?;
    if !verify(present, Some(old)).await? {
        return Err(AccessError::Refused("password-wrong"));
    }
    if let Some(problem) = password_problem(&new, &sign_in_name) {
        return Err(AccessError::Refused(problem));
    }
    let hash = hash(new).await?;
    let mut transaction = database.begin().await?;
    write_password(&mut transaction, actor.account_id(), &hash).await?;
    note(&mut transaction, &id, "account-password-changed", actor.account_id(), now).await?;
    Ok(transaction.commit().await?)
}

async fn id_of(transaction: &mut Transaction, name: &str) -> Result<AccountId, AccessError> {
    let id: Option<String> = store::within!(transaction, connection => {
        sqlx::query_scalar("SELECT id FROM account WHERE sign_in_name = $1")
            .bind(name.to_owned())
            .fetch_optional(connection)
    })?;
    id.map(AccountId::stored).ok_or(AccessError::Refused("account-unknown"))
}

async fn write_password(
    transaction: &mut Transaction,
    id: &AccountId,
    hash: &str,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        sqlx::query("UPDATE account SET password_hash = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(hash.to_owned())
    )?;
    end_sessions(transaction, id).await
}

async fn end_sessions(transaction: &mut Transaction, id: &AccountId) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        sqlx::query("DELETE FROM session WHERE account_id = $1").bind(id.to_string())
    )?;
    Ok(())
}

async fn note(
    transaction: &mut Transaction,
    actor: &str,
    kind: &str,
    subject: &AccountId,
    at: Timestamp,
) -> Result<(), AccessError> {
    let subject = subject.to_string();
    let event = NewEvent {
        at,
        actor,
        kind,
        subject: &subject,
        detail: "{}",
    };
    ledger::append(transaction, &event).await?;
    Ok(())
}
