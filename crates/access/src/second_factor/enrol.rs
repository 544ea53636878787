//! Setting a second factor up: begun with the password, made good by a first code from the device.

use super::{RecoveryCode, SecondFactorSecret, check};
use crate::{
    Access, AccessError, Actor, access::record, accounts::account_by_id, sign_in::attempts,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;

/// How far an account is with its second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondFactorState {
    /// It has none.
    Missing,
    /// The secret is shown, and waits for a first code from the device.
    Begun {
        /// The secret.
        secret: SecondFactorSecret,
        /// The name that the device shows it under.
        sign_in_name: String,
    },
    /// It is on.
    On {
        /// How many recovery codes are left.
        recovery_codes_left: i64,
    },
}

impl Access {
    /// How far the actor's account is.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn second_factor(&self, actor: &Actor) -> Result<SecondFactorState, AccessError> {
        let account = actor.account_id().to_string();
        let row: Option<(Vec<u8>, Option<i64>, String)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT f.secret, f.confirmed_at, a.sign_in_name
                 FROM second_factor f JOIN account a ON a.id = f.account WHERE f.account = $1",
            )
            .bind(account.clone())
            .fetch_optional(connection)
        })?;
        let Some((secret, confirmed_at, sign_in_name)) = row else {
            return Ok(SecondFactorState::Missing);
        };
        if confirmed_at.is_none() {
            let secret = SecondFactorSecret::stored(&secret)?;
            return Ok(SecondFactorState::Begun {
                secret,
                sign_in_name,
            });
        }
        let recovery_codes_left: i64 = store::read!(self.database, connection => {
            store::query_scalar(
                "SELECT COUNT(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL",
            )
            .bind(account.clone())
            .fetch_one(connection)
        })?;
        Ok(SecondFactorState::On {
            recovery_codes_left,
        })
    }

    /// Begins, or begins anew with another secret. It asks for the password: whoever finds a
    /// browser left open must not be able to tie their own device to the account.
    ///
    /// # Errors
    /// [`AccessError::WrongPassword`], [`AccessError::TooManyAttempts`],
    /// [`AccessError::SecondFactorExists`]; when the database fails.
    #[boxed]
    pub async fn second_factor_begin(
        &self,
        actor: &Actor,
        password: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        self.own_password(actor, password, now).await?;
        let account = actor.account_id().to_string();
        let secret = SecondFactorSecret::fresh(&*self.random);
        let mut transaction = self.database.begin().await?;
        let touched = store::execute!(
            transaction,
            store::query(
                "INSERT INTO second_factor (account, secret, begun_at, last_step)
                 VALUES ($1, $2, $3, 0)
                 ON CONFLICT (account) DO UPDATE
                    SET secret = excluded.secret, begun_at = excluded.begun_at
                    WHERE second_factor.confirmed_at IS NULL",
            )
            .bind(account.clone())
            .bind(secret.bytes())
            .bind(now.as_microsecond())
        )?;
        if touched == 0 {
            return Err(AccessError::SecondFactorExists);
        }
        let about = ("second-factor-begun", account.as_str());
        record(&mut transaction, actor, about, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }

    /// Makes it good with a first code. What is returned is kept nowhere.
    ///
    /// # Errors
    /// [`AccessError::WrongCode`], [`AccessError::TooManyAttempts`],
    /// [`AccessError::SecondFactorMissing`] when nothing was begun,
    /// [`AccessError::SecondFactorExists`]; when the database fails.
    #[boxed]
    pub async fn second_factor_confirm(
        &self,
        actor: &Actor,
        code: &str,
        now: Timestamp,
    ) -> Result<Vec<RecoveryCode>, AccessError> {
        let account = actor.account_id().to_string();
        let mut transaction = self.database.begin().await?;
        let found = check::row(&mut transaction, &account).await?;
        if found.is_confirmed {
            return Err(AccessError::SecondFactorExists);
        }
        let counted = check::count(&mut transaction, self, &account, now).await;
        counted?;
        let Some(step) = found.secret.step_of(code.trim(), now) else {
            transaction.commit().await?;
            return Err(AccessError::WrongCode);
        };
        attempts::forget(&mut transaction, &attempts::of_second_factor(&account)).await?;
        let codes: Vec<RecoveryCode> = (0..RECOVERY_CODES)
            .map(|_| RecoveryCode::fresh(&*self.random))
            .collect();
        keep(&mut transaction, (&account, step, &codes), now).await?;
        let about = ("second-factor-confirmed", account.as_str());
        record(&mut transaction, actor, about, &json!({}), now).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// Asks for the password of whoever is signed in, and counts wrong ones as signing in does.
    async fn own_password(
        &self,
        actor: &Actor,
        password: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        let row = account_by_id(&mut transaction, actor.account_id()).await?;
        let of_name = attempts::of_name(row.account(Vec::new())?.sign_in_name.as_str());
        let limit = (self.settings.attempts_of_name, self.settings.attempts_over);
        attempts::count(&mut transaction, &of_name, limit, now).await?;
        transaction.commit().await?;
        let hash = Some(row.password_hash.as_str());
        if !self.hashing.is_right(password, hash).await? {
            return Err(AccessError::WrongPassword);
        }
        let mut transaction = self.database.begin().await?;
        attempts::forget(&mut transaction, &of_name).await?;
        Ok(transaction.commit().await?)
    }
}

/// Writes a confirmed factor's state: the step that was taken, and the recovery codes' hashes.
pub(super) async fn keep(
    transaction: &mut Transaction,
    (account, step, codes): (&str, i64, &[RecoveryCode]),
    now: Timestamp,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE second_factor SET confirmed_at = $2, last_step = $3 WHERE account = $1"
        )
        .bind(account.to_owned())
        .bind(now.as_microsecond())
        .bind(step)
    )?;
    store::execute!(
        transaction,
        store::query("DELETE FROM recovery_code WHERE account = $1").bind(account.to_owned())
    )?;
    for code in codes {
        store::execute!(
            transaction,
            store::query("INSERT INTO recovery_code (account, digest) VALUES ($1, $2)")
                .bind(account.to_owned())
                .bind(code.digest(account))
        )?;
    }
    Ok(())
}
