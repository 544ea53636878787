//! Ending a membership. It bites at the next request of everything that acts in it: a session goes on
//! in the oldest membership left, or ends where none is; an access token ends.

use super::{give::expect_other, held_within};
use crate::{
    Access, AccessError, AccountId, HeldMembership, ManageAccounts, MembershipId, Permit, Role,
    access::record,
    accounts::{account_by_id, keep_one_administrator, membership_detail},
    sessions::end_all,
    tokens::revoke_of_membership,
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;

impl Access {
    /// Ends a membership of an account.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] where the account does not hold it now;
    /// [`AccessError::OwnMembership`] for one's own account; [`AccessError::LastAdministrator`];
    /// when the database fails.
    #[boxed]
    pub async fn membership_end(
        &self,
        permit: &Permit<ManageAccounts>,
        (id, ended): (AccountId, MembershipId),
        now: Timestamp,
    ) -> Result<(), AccessError> {
        expect_other(permit, id)?;
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        let held = held_within(&mut transaction, id).await?;
        let (over, left): (Vec<_>, Vec<_>) = held.into_iter().partition(|held| held.id == ended);
        let over = over.first().ok_or(AccessError::NotFound)?;
        if over.membership.role() == Role::Administrator {
            keep_one_administrator(&mut transaction, id).await?;
        }
        store::execute!(
            transaction,
            store::query("UPDATE membership SET ended = $2 WHERE id = $1")
                .bind(ended.to_string())
                .bind(now.as_microsecond())
        )?;
        move_on(&mut transaction, (id, ended), left.first()).await?;
        revoke_of_membership(&mut transaction, ended, now).await?;
        let subject = id.to_string();
        let mut detail = membership_detail(&over.membership);
        detail["membership"] = ended.to_string().into();
        let what = ("membership-ended", subject.as_str());
        record(&mut transaction, permit.actor(), what, &detail, now).await?;
        Ok(transaction.commit().await?)
    }
}

/// Sessions that acted in the ended membership.
async fn move_on(
    transaction: &mut Transaction,
    (id, ended): (AccountId, MembershipId),
    next: Option<&HeldMembership>,
) -> Result<(), AccessError> {
    let Some(next) = next else {
        return end_all(transaction, id).await;
    };
    store::execute!(
        transaction,
        store::query("UPDATE account_session SET membership = $2 WHERE membership = $1")
            .bind(ended.to_string())
            .bind(next.id.to_string())
    )?;
    Ok(())
}
