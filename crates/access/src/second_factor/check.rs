//! Asking for the second factor. An attempt is counted before it is looked at, and a code that was
//! taken once is never taken again.

use super::{RecoveryCode, SecondFactorSecret};
use crate::{Access, AccessError, Actor, access::record, sign_in::attempts};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// A factor as it is stored.
pub(super) struct Found {
    pub(super) secret: SecondFactorSecret,
    pub(super) is_confirmed: bool,
    last_step: i64,
}

impl Access {
    /// Takes a code of the actor's device, or one of their recovery codes, once.
    ///
    /// # Errors
    /// [`AccessError::SecondFactorMissing`], [`AccessError::WrongCode`],
    /// [`AccessError::TooManyAttempts`]; when the database fails.
    #[boxed]
    pub async fn second_factor_check(
        &self,
        actor: &Actor,
        code: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let account = actor.account_id().to_string();
        let mut transaction = self.database.begin().await?;
        let found = row(&mut transaction, &account).await?;
        if !found.is_confirmed {
            return Err(AccessError::SecondFactorMissing);
        }
        count(&mut transaction, self, &account, now).await?;
        let way = take(&mut transaction, (&account, &found), code, now).await?;
        let (kind, detail) = match way {
            Some(way) => ("second-factor-given", json!({ "by": way })),
            None => ("second-factor-refused", json!({})),
        };
        if way.is_some() {
            attempts::forget(&mut transaction, &attempts::of_second_factor(&account)).await?;
        }
        record(&mut transaction, actor, (kind, &account), &detail, now).await?;
        transaction.commit().await?;
        way.map(|_| ()).ok_or(AccessError::WrongCode)
    }
}

/// The account's factor.
pub(super) async fn row(
    transaction: &mut Transaction,
    account: &str,
) -> Result<Found, AccessError> {
    let row: Option<(Vec<u8>, Option<i64>, i64)> = store::within!(transaction, connection => {
        store::query_as("SELECT secret, confirmed_at, last_step FROM second_factor WHERE account = $1")
            .bind(account.to_owned())
            .fetch_optional(connection)
    })?;
    let (secret, confirmed_at, last_step) = row.ok_or(AccessError::SecondFactorMissing)?;
    Ok(Found {
        secret: SecondFactorSecret::stored(&secret)?,
        is_confirmed: confirmed_at.is_some(),
        last_step,
    })
}

/// Counts an attempt; it lasts when the caller commits, whatever the code was.
pub(super) async fn count(
    transaction: &mut Transaction,
    access: &Access,
    account: &str,
    now: Timestamp,
) -> Result<(), AccessError> {
    let settings = &access.settings;
    let limit = (settings.attempts_of_name, settings.attempts_over);
    attempts::count(
        transaction,
        &attempts::of_second_factor(account),
        limit,
        now,
    )
    .await
}

/// Which way the code was good, and is good no more; `None` when it was not.
async fn take(
    transaction: &mut Transaction,
    (account, found): (&str, &Found),
    code: &str,
    now: Timestamp,
) -> Result<Option<&'static str>, AccessError> {
    let plain: String = code.split_whitespace().collect();
    if let Some(step) = found.secret.step_of(&plain, now) {
        if step <= found.last_step {
            return Ok(None);
        }
        store::execute!(
            transaction,
            store::query("UPDATE second_factor SET last_step = $2 WHERE account = $1")
                .bind(account.to_owned())
                .bind(step)
        )?;
        return Ok(Some("device"));
    }
    let Some(code) = RecoveryCode::parse(&plain) else {
        return Ok(None);
    };
    let touched = store::execute!(
        transaction,
        store::query(
            "UPDATE recovery_code SET used_at = $3
             WHERE account = $1 AND digest = $2 AND used_at IS NULL",
        )
        .bind(account.to_owned())
        .bind(code.digest(account))
        .bind(now.as_microsecond())
    )?;
    Ok((touched > 0).then_some("recovery-code"))
}
