//! Changing one's own password.

use super::{SessionToken, begin, end_all};
use crate::{
    Access, AccessError, Actor,
    access::record,
    accounts::{account_by_id, set_password},
    memberships::held_within,
    sign_in::attempts,
    tokens::revoke_all,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

impl Access {
    /// Changes the actor's password. Every session and every token of the account ends, and a new
    /// session begins.
    ///
    /// # Errors
    /// [`AccessError::WrongPassword`], [`AccessError::TooManyAttempts`]; when the new password is not
    /// accepted or the database fails.
    #[boxed]
    pub async fn change_password(
        &self,
        actor: &Actor,
        (current, new): (&str, &str),
        now: Timestamp,
    ) -> Result<SessionToken, AccessError> {
        let id = actor.account_id();
        let mut transaction = self.database.begin().await?;
        let row = account_by_id(&mut transaction, id).await?;
        let account = row.account(Vec::new())?;
        let of_name = attempts::of_name(account.sign_in_name.as_str());
        let limit = (self.settings.attempts_of_name, self.settings.attempts_over);
        attempts::count(&mut transaction, &of_name, limit, now).await?;
        transaction.commit().await?;
        if !self
            .hashing
            .is_right(current, Some(&row.password_hash))
            .await?
        {
            return Err(AccessError::WrongPassword);
        }
        if new == current {
            return Err(AccessError::SamePassword);
        }
        let hash = self.hash_of_new(new, &account.sign_in_name).await?;
        let mut transaction = self.database.begin().await?;
        if account_by_id(&mut transaction, id).await?.password_hash != row.password_hash {
            return Err(AccessError::WrongPassword);
        }
        attempts::forget(&mut transaction, &of_name).await?;
        set_password(&mut transaction, id, hash, false).await?;
        end_all(&mut transaction, id).await?;
        revoke_all(&mut transaction, id, now).await?;
        let held = held_within(&mut transaction, id).await?;
        let acting = held.iter().map(|held| held.id);
        let acting = acting
            .clone()
            .find(|own| actor.membership_id() == Some(*own))
            .or(acting.min());
        let acting = acting.ok_or(AccessError::NotFound)?;
        let token = begin(&mut transaction, self, (id, acting), now).await?;
        let subject = id.to_string();
        record(
            &mut transaction,
            actor,
            ("account-password-changed", &subject),
            &json!({}),
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(token)
    }
}
