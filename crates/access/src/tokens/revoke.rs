//! Revoking tokens: from the next request on they open nothing.

use super::TokenId;
use crate::{Access, AccessError, AccountId, Actor, MembershipId, access::record};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

impl Access {
    /// Revokes a token of the actor's own account. To revoke it twice changes nothing.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] when the account has no such token; when the database fails.
    #[boxed]
    pub async fn token_revoke(
        &self,
        actor: &Actor,
        id: TokenId,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let account = actor.account_id().to_string();
        let mut transaction = self.database.begin().await?;
        let revoked_at: Option<Option<i64>> = store::within!(transaction, connection => {
            store::query_scalar("SELECT revoked_at FROM access_token WHERE id = $1 AND account = $2")
                .bind(id.to_string())
                .bind(account.clone())
                .fetch_optional(connection)
        })?;
        if revoked_at.ok_or(AccessError::NotFound)?.is_some() {
            return Ok(());
        }
        store::execute!(
            transaction,
            store::query(
                "UPDATE access_token SET revoked_at = $2,
                    ends_at = CASE WHEN ends_at < $2 THEN ends_at ELSE $2 END
                 WHERE id = $1"
            )
            .bind(id.to_string())
            .bind(now.as_microsecond())
        )?;
        let detail = json!({ "token": id.to_string() });
        let about = ("token-revoked", account.as_str());
        record(&mut transaction, actor, about, &detail, now).await?;
        Ok(transaction.commit().await?)
    }
}

/// Revokes every token of an account that is closed or whose password changes. The event of that
/// act stands for them all.
pub(crate) async fn revoke_all(
    transaction: &mut Transaction,
    id: AccountId,
    now: Timestamp,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE access_token SET revoked_at = $2, ends_at = $2
             WHERE account = $1 AND ends_at > $2"
        )
        .bind(id.to_string())
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

/// Revokes every token that acts in a membership which ends.
pub(crate) async fn revoke_of_membership(
    transaction: &mut Transaction,
    ended: MembershipId,
    now: Timestamp,
) -> Result<(), AccessError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE access_token SET revoked_at = $2, ends_at = $2
             WHERE membership = $1 AND ends_at > $2"
        )
        .bind(ended.to_string())
        .bind(now.as_microsecond())
    )?;
    Ok(())
}
