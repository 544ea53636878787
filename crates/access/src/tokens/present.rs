//! Who a token stands for, at every request anew.
//!
//! A secret has 256 random bits, so the limit is not there to stop guessing but to bound what a
//! broken or hostile program can make the database write. A good token is therefore let in even
//! where others from the same address were refused.

use super::{TokenId, TokenSecret};
use crate::{
    Access, AccessError, Actor,
    access::instant,
    accounts::Columns,
    memberships,
    sign_in::attempts::{self, AttemptKey},
};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};

/// Whoever carries a good token.
#[derive(Debug, Clone)]
pub struct TokenBearer {
    /// The account behind it, as it is now, in the one membership in which the token acts.
    pub actor: Actor,
    /// The token.
    pub token: TokenId,
    /// Whether nothing may be changed with it.
    pub is_read_only: bool,
}

/// What comes of presenting a token.
#[derive(Debug, Clone)]
pub enum TokenOutcome {
    /// It is good.
    Good(Box<TokenBearer>),
    /// It never was, has ended, was revoked, its membership has ended, or its account is closed. Which of them is not told.
    Refused,
    /// The client was refused too often.
    TooManyAttempts {
        /// When to try again.
        retry_at: Timestamp,
    },
}

/// A token is marked as used at most once in so long.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);

store::row! {
    struct Found {
        token: String,
        read_only: i64,
        ends_at: i64,
        used_at: Option<i64>,
        membership_ended: Option<i64>,
        ..account: Columns
        ..held: memberships::Columns
    }
}

/// The query of every request with a token; its plan is tested.
pub const TOKEN: &str = "SELECT t.id AS token, t.read_only, t.ends_at, t.used_at, a.id,
        a.sign_in_name, a.name, a.language, a.password_hash, a.must_change, a.disabled_at,
        a.created_at, a.signed_in_at, m.id AS held_id, m.role AS held_role,
        m.region AS held_region, m.institution AS held_institution, m.since AS held_since,
        m.ended AS membership_ended
    FROM access_token t JOIN account a ON a.id = t.account
        JOIN membership m ON m.id = t.membership
    WHERE t.digest = $1";

impl Access {
    /// Who a token stands for now. Memberships, closings and revocations count from the next request on.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn token_present(
        &self,
        presented: &str,
        client: &str,
        now: Timestamp,
    ) -> Result<TokenOutcome, AccessError> {
        let Some(secret) = TokenSecret::parse(presented) else {
            return self.token_refuse(None, client, now).await;
        };
        let digest = secret.digest();
        let found: Option<Found> = store::read!(self.database, connection => {
            store::query_as(TOKEN).bind(digest.clone()).fetch_optional(connection)
        })?;
        let Some(found) = found else {
            return self.token_refuse(None, client, now).await;
        };
        let token = TokenId::parse(&found.token).ok_or(AccessError::Corrupt("token id"))?;
        let held = found.held.held()?;
        let account = found.account.account(Vec::new())?;
        let is_over = now >= instant(found.ends_at)? || found.membership_ended.is_some();
        if is_over || account.disabled_at.is_some() || account.must_change_password {
            return self.token_refuse(Some(token), client, now).await;
        }
        let used_at = found.used_at.map(instant).transpose()?;
        if used_at.is_none_or(|used_at| now.duration_since(used_at) >= USED_EVERY) {
            self.mark_used(token, now).await?;
        }
        Ok(TokenOutcome::Good(Box::new(TokenBearer {
            actor: account.actor(&held),
            token,
            is_read_only: found.read_only != 0,
        })))
    }

    /// While somebody else writes, the mark waits for a later request rather than the reader for it.
    async fn mark_used(&self, token: TokenId, now: Timestamp) -> Result<(), AccessError> {
        let Some(mut transaction) = self.database.try_begin().await? else {
            return Ok(());
        };
        store::execute!(
            transaction,
            store::query(
                "UPDATE access_token SET used_at = $2
                 WHERE id = $1 AND (used_at IS NULL OR used_at < $2)"
            )
            .bind(token.to_string())
            .bind(now.as_microsecond())
        )?;
        Ok(transaction.commit().await?)
    }

    /// Counts and writes down a refusal, for as long as the client is under its limit.
    async fn token_refuse(
        &self,
        token: Option<TokenId>,
        client: &str,
        now: Timestamp,
    ) -> Result<TokenOutcome, AccessError> {
        let key: AttemptKey = attempts::of_bearer(client);
        let settings = &self.settings;
        let limit = (settings.attempts_of_client, settings.attempts_over);
        let mut transaction = self.database.begin().await?;
        match attempts::count(&mut transaction, &key, limit, now).await {
            Ok(()) => {}
            Err(AccessError::TooManyAttempts { retry_at }) => {
                return Ok(TokenOutcome::TooManyAttempts { retry_at });
            }
            Err(other) => return Err(other),
        }
        let subject = token.map_or_else(|| "unknown".to_owned(), |token| token.to_string());
        let event = ledger::NewEvent {
            at: now,
            actor: "nobody",
            kind: "token-refused",
            subject: &subject,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(TokenOutcome::Refused)
    }
}
