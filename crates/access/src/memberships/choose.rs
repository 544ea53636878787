//! Choosing in which membership a session acts from now on.

use super::held_within;
use crate::{
    Access, AccessError, Actor, MembershipId, SessionToken, access::record,
    accounts::membership_detail,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

impl Access {
    /// Goes on in another membership of the actor's own account. The session gets a new secret, so
    /// that a form which was opened in the one membership cannot be sent in the other.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] where the account does not hold it now, or the session has ended;
    /// when the database fails.
    #[boxed]
    pub async fn membership_choose(
        &self,
        actor: &Actor,
        (token, chosen): (&SessionToken, MembershipId),
        now: Timestamp,
    ) -> Result<(SessionToken, Actor), AccessError> {
        let id = actor.account_id();
        let mut transaction = self.database.begin().await?;
        let held = held_within(&mut transaction, id).await?;
        let held = held.into_iter().find(|held| held.id == chosen);
        let held = held.ok_or(AccessError::NotFound)?;
        let next = SessionToken::fresh(&*self.random);
        let touched = store::execute!(
            transaction,
            store::query(
                "UPDATE account_session SET digest = $3, membership = $4
                 WHERE digest = $1 AND account = $2",
            )
            .bind(token.digest())
            .bind(id.to_string())
            .bind(next.digest())
            .bind(chosen.to_string())
        )?;
        if touched == 0 {
            return Err(AccessError::NotFound);
        }
        let detail = json!({
            "before": actor.membership().map(membership_detail),
            "after": membership_detail(&held.membership),
        });
        let subject = id.to_string();
        let what = ("membership-chosen", subject.as_str());
        record(&mut transaction, actor, what, &detail, now).await?;
        transaction.commit().await?;
        let (name, language) = (actor.name().to_owned(), actor.language());
        let actor = Actor::of_account(id, name, language, (held.id, held.membership));
        Ok((next, actor))
    }
}
