//! The first administrator: made once, while there is no account at all.

use super::{
    NewAccount,
    manage::{checked_hash, insert},
};
use crate::{AccessError, AccountId, Role};
use jiff::Timestamp;
use ledger::NewEvent;
use store::Database;
use vocabulary::Language;

/// Whether there is any account.
///
/// # Errors
/// When the database fails.
pub async fn is_set_up(database: &Database) -> Result<bool, AccessError> {
    let any: Option<i64> = store::read!(database, connection => {
        sqlx::query_scalar("SELECT 1 FROM account LIMIT 1").fetch_optional(connection)
    })?;
    Ok(any.is_some())
}

/// Creates the first administrator. Of two who try at the same moment one is refused.
///
/// # Errors
/// When there is an account already, the name or password will not do, or the database fails.
pub async fn first_administrator(
    database: &Database,
    sign_in_name: String,
    name: String,
    password: String,
    language: Language,
    now: Timestamp,
) -> Result<AccountId, AccessError> {
    let account = NewAccount {
        sign_in_name,
        name,
        language,
        role: Role::Administrator,
        region: None,
        institution: None,
        password,
    };
    if is_set_up(database).await? {
        return Err(AccessError::Refused("set-up-done"));
    }
    let hash = checked_hash(&account).await?;
    let mut transaction = database.begin().await?;
    let any: Option<i64> = store::within!(transaction, connection => {
        sqlx::query_scalar("SELECT 1 FROM account LIMIT 1").fetch_optional(connection)
    })?;
    if any.is_some() {
        return Err(AccessError::Refused("set-up-done"));
    }
    let id = insert(&mut transaction, &account, &hash, now).await?;
    let subject = id.to_string();
    let event = NewEvent {
        at: now,
        actor: &subject,
        kind: "set-up",
        subject: &subject,
        detail: "{}",
    };
    ledger::append(&mut transaction, &event).await?;
    transaction.commit().await?;
    Ok(id)
}
