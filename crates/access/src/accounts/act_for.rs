//! Acting for an account from the command line. Whoever holds the server's disk could do it anyway;
//! this way the audit log says so.

use super::create::membership_detail;
use crate::{
    Access, AccessError, AccountId, Actor, HeldMembership, Membership, OperateSystem, Permit,
    access::record,
};
use boxed::boxed;
use jiff::Timestamp;

impl Access {
    /// The actor of an account in its oldest membership, without its password: for the operator
    /// alone, and written to the audit log.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] where there is no such open account; when the database fails.
    #[boxed]
    pub async fn act_for(
        &self,
        permit: &Permit<OperateSystem>,
        id: AccountId,
        now: Timestamp,
    ) -> Result<Actor, AccessError> {
        self.act(permit, id, |_| true, now).await
    }

    /// The actor of an account in one of its memberships.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] where there is no such open account, or it does not hold the
    /// membership; when the database fails.
    #[boxed]
    pub async fn act_for_in(
        &self,
        permit: &Permit<OperateSystem>,
        (id, membership): (AccountId, &Membership),
        now: Timestamp,
    ) -> Result<Actor, AccessError> {
        let is_it = |held: &HeldMembership| held.membership == *membership;
        self.act(permit, id, is_it, now).await
    }

    async fn act(
        &self,
        permit: &Permit<OperateSystem>,
        id: AccountId,
        is_it: impl Fn(&HeldMembership) -> bool,
        now: Timestamp,
    ) -> Result<Actor, AccessError> {
        let account = self.account_find(id).await?;
        let held = account.memberships.iter().find(|held| is_it(held));
        let held = held
            .filter(|_| account.disabled_at.is_none())
            .ok_or(AccessError::NotFound)?;
        let actor = account.actor(held);
        let mut transaction = self.database.begin().await?;
        let subject = id.to_string();
        let detail = membership_detail(&held.membership);
        let what = ("account-acted-for", subject.as_str());
        record(&mut transaction, permit.actor(), what, &detail, now).await?;
        transaction.commit().await?;
        Ok(actor)
    }
}
