//! Trying a name and a password.

use super::attempts::{self, AttemptKey};
use crate::{
    Access, AccessError, Actor, SessionToken, SignInName,
    access::record,
    accounts::{ACCOUNT_BY_NAME, Columns, account_by_id},
    memberships::held_within,
    sessions,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

/// What somebody typed at the door, and where they stand.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The name, as it was typed.
    pub name: &'a str,
    /// The password, as it was typed.
    pub password: &'a str,
    /// The client's address, to count attempts by.
    pub client: &'a str,
    /// The session that the browser still holds, which ends now.
    pub previous: Option<&'a SessionToken>,
}

/// What came of it.
#[derive(Debug)]
pub enum SignInOutcome {
    /// Signed in.
    SignedIn {
        /// The secret for the browser.
        token: SessionToken,
        /// Who it is, in their oldest membership.
        actor: Box<Actor>,
        /// Whether they hold several memberships and may choose another one.
        has_choice: bool,
        /// Whether nothing but changing the password is open to them.
        must_change_password: bool,
    },
    /// No such name, another password, a closed account, or one without a membership: the answer does
    /// not tell which.
    Refused,
    /// Too many attempts for the name or from the client.
    TooManyAttempts {
        /// When to try again.
        retry_at: Timestamp,
    },
}

impl Access {
    /// Tries to sign in. It takes as long for a name that does not exist as for a wrong password.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    #[boxed]
    pub async fn sign_in(
        &self,
        attempt: &SignIn<'_>,
        now: Timestamp,
    ) -> Result<SignInOutcome, AccessError> {
        let typed = attempt.name.trim().to_ascii_lowercase();
        let keys = (
            attempts::of_name(&typed),
            attempts::of_client(attempt.client),
        );
        match self.count_attempt(&keys, now).await {
            Err(AccessError::TooManyAttempts { retry_at }) => {
                return Ok(SignInOutcome::TooManyAttempts { retry_at });
            }
            other => other?,
        }
        let row = self.row_of_name(&typed).await?;
        let hash = row.as_ref().map(|row| row.password_hash.as_str());
        let is_right = self.hashing.is_right(attempt.password, hash).await?;
        match row {
            Some(row) if is_right => self.enter(&row, attempt, &keys, now).await,
            row => self.turn_away(row.as_ref(), now).await,
        }
    }

    async fn count_attempt(
        &self,
        keys: &(AttemptKey, AttemptKey),
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let settings = &self.settings;
        let mut transaction = self.database.begin().await?;
        let limit = (settings.attempts_of_name, settings.attempts_over);
        attempts::count(&mut transaction, &keys.0, limit, now).await?;
        let limit = (settings.attempts_of_client, settings.attempts_over);
        attempts::count(&mut transaction, &keys.1, limit, now).await?;
        Ok(transaction.commit().await?)
    }

    async fn row_of_name(&self, typed: &str) -> Result<Option<Columns>, AccessError> {
        // What is no sign-in name goes the same way, and finds nothing.
        let name = SignInName::parse(typed)
            .map_or_else(|_| String::new(), |name| name.as_str().to_owned());
        Ok(store::read!(self.database, connection => {
            store::query_as(ACCOUNT_BY_NAME).bind(name.clone()).fetch_optional(connection)
        })?)
    }

    async fn enter(
        &self,
        checked: &Columns,
        attempt: &SignIn<'_>,
        keys: &(AttemptKey, AttemptKey),
        now: Timestamp,
    ) -> Result<SignInOutcome, AccessError> {
        let id = checked.id()?;
        let mut transaction = self.database.begin().await?;
        // The account may have been closed, or its password changed, while the hash was computed.
        let row = account_by_id(&mut transaction, id).await?;
        let account = row.account(held_within(&mut transaction, id).await?)?;
        let is_closed = row.password_hash != checked.password_hash || account.disabled_at.is_some();
        let first = account.memberships.first().filter(|_| !is_closed);
        let Some(first) = first else {
            drop(transaction);
            return self.turn_away(Some(checked), now).await;
        };
        attempts::forget(&mut transaction, &keys.0).await?;
        attempts::take_back(&mut transaction, &keys.1).await?;
        if let Some(previous) = attempt.previous {
            sessions::end(&mut transaction, previous.digest()).await?;
        }
        let token = sessions::begin(&mut transaction, self, (id, first.id), now).await?;
        store::execute!(
            transaction,
            store::query("UPDATE account SET signed_in_at = $2 WHERE id = $1")
                .bind(id.to_string())
                .bind(now.as_microsecond())
        )?;
        let actor = account.actor(first);
        record(
            &mut transaction,
            &actor,
            ("signed-in", &id.to_string()),
            &json!({}),
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(SignInOutcome::SignedIn {
            token,
            actor: Box::new(actor),
            has_choice: account.memberships.len() > 1,
            must_change_password: account.must_change_password,
        })
    }

    /// Known or not, a refusal writes one event: the answer takes as long.
    async fn turn_away(
        &self,
        row: Option<&Columns>,
        now: Timestamp,
    ) -> Result<SignInOutcome, AccessError> {
        let subject = match row {
            Some(row) => row.id.clone(),
            None => "unknown".to_owned(),
        };
        let mut transaction = self.database.begin().await?;
        let event = ledger::NewEvent {
            at: now,
            actor: "nobody",
            kind: "sign-in-refused",
            subject: &subject,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(SignInOutcome::Refused)
    }
}
