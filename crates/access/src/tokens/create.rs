//! Making a token. This is the only moment at which its secret is known.

use super::{TokenDays, TokenId, TokenName, TokenProblem, TokenSecret};
use crate::{Access, AccessError, Actor, access::record, memberships::held_within};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// A token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its owner will call it.
    pub name: TokenName,
    /// For how long it is good.
    pub days: TokenDays,
    /// Whether it shall change nothing.
    pub is_read_only: bool,
}

/// The most tokens of an account that are good at the same time.
const MOST: i64 = 20;

impl Access {
    /// Makes a token of the actor's own account, which acts in the membership in which the actor acts
    /// now. What is returned is kept nowhere.
    ///
    /// # Errors
    /// [`TokenProblem::TooMany`] when 20 are good already; [`AccessError::NotFound`] when the
    /// membership has ended meanwhile; when the database fails.
    #[boxed]
    pub async fn token_create(
        &self,
        actor: &Actor,
        new: &NewToken,
        now: Timestamp,
    ) -> Result<TokenSecret, AccessError> {
        let (secret, id) = (
            TokenSecret::fresh(&*self.random),
            TokenId::fresh(now, &*self.random),
        );
        let span = SignedDuration::from_hours(24 * i64::from(new.days.number()));
        let ends_at = now.saturating_add(span).unwrap_or(now);
        let account = actor.account_id().to_string();
        let mut transaction = self.database.begin().await?;
        let good: i64 = store::within!(transaction, connection => {
            store::query_scalar(
                "SELECT COUNT(*) FROM access_token WHERE account = $1 AND ends_at > $2",
            )
            .bind(account.clone())
            .bind(now.as_microsecond())
            .fetch_one(connection)
        })?;
        if good >= MOST {
            return Err(TokenProblem::TooMany.into());
        }
        let held = held_within(&mut transaction, actor.account_id()).await?;
        let acting = held
            .iter()
            .find(|held| actor.membership_id() == Some(held.id));
        let acting = acting.ok_or(AccessError::NotFound)?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO access_token
                    (id, digest, account, name, read_only, created_at, ends_at, membership)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(id.to_string())
            .bind(secret.digest())
            .bind(account.clone())
            .bind(new.name.as_str().to_owned())
            .bind(i64::from(new.is_read_only))
            .bind(now.as_microsecond())
            .bind(ends_at.as_microsecond())
            .bind(acting.id.to_string())
        )?;
        let detail = json!({
            "token": id.to_string(),
            "ends_at": ends_at.to_string(),
            "read_only": new.is_read_only,
            "membership": acting.id.to_string(),
        });
        let about = ("token-created", account.as_str());
        record(&mut transaction, actor, about, &detail, now).await?;
        transaction.commit().await?;
        Ok(secret)
    }
}
