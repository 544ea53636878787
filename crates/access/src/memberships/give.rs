//! Giving somebody one more body to sit on. An administrator does it, and never for themselves.

use super::held_within;
use crate::{
    Access, AccessError, AccountId, ManageAccounts, Membership, MembershipId, Permit, Role,
    access::record,
    accounts::{account_by_id, membership_detail},
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;

impl Access {
    /// Gives an account a membership. Nothing that is signed in changes: its owner chooses it.
    ///
    /// # Errors
    /// [`AccessError::NotFound`]; [`AccessError::OwnMembership`] for one's own account;
    /// [`AccessError::MembershipTwice`] where it is held already;
    /// [`AccessError::AdministratorAlone`] where either of the memberships is an administrator's;
    /// when the database fails.
    #[boxed]
    pub async fn membership_give(
        &self,
        permit: &Permit<ManageAccounts>,
        (id, membership): (AccountId, &Membership),
        now: Timestamp,
    ) -> Result<MembershipId, AccessError> {
        expect_other(permit, id)?;
        let mut transaction = self.database.begin().await?;
        account_by_id(&mut transaction, id).await?;
        let held = held_within(&mut transaction, id).await?;
        if held.iter().any(|held| held.membership == *membership) {
            return Err(AccessError::MembershipTwice);
        }
        let is_administrator = |one: &Membership| one.role() == Role::Administrator;
        let keeps_accounts = held.iter().any(|held| is_administrator(&held.membership));
        if keeps_accounts || (is_administrator(membership) && !held.is_empty()) {
            return Err(AccessError::AdministratorAlone);
        }
        let given = MembershipId::fresh(now, &*self.random);
        insert(&mut transaction, id, (given, membership), now).await?;
        let subject = id.to_string();
        let mut detail = membership_detail(membership);
        detail["membership"] = given.to_string().into();
        let what = ("membership-given", subject.as_str());
        record(&mut transaction, permit.actor(), what, &detail, now).await?;
        transaction.commit().await?;
        Ok(given)
    }
}

/// What somebody may do is never theirs to write.
pub(super) fn expect_other(
    permit: &Permit<ManageAccounts>,
    id: AccountId,
) -> Result<(), AccessError> {
    if permit.actor().account_id() == id {
        return Err(AccessError::OwnMembership);
    }
    Ok(())
}

/// Writes a membership. Two that give the same at once: the database lets one of them in.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    account: AccountId,
    (id, membership): (MembershipId, &Membership),
    now: Timestamp,
) -> Result<(), AccessError> {
    let inserted = store::execute!(
        transaction,
        store::query(
            "INSERT INTO membership (id, account, role, region, institution, since)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(membership.role().code())
        .bind(membership.region().map(ToString::to_string))
        .bind(membership.institution().map(ToString::to_string))
        .bind(now.as_microsecond())
    );
    match inserted {
        Err(error) if error.is_conflict() => Err(AccessError::MembershipTwice),
        other => Ok(other.map(drop)?),
    }
}
