//! Memberships as they are stored, and finding those that hold now.

use crate::{Access, AccessError, AccountId, Membership, MembershipId, Role, access::instant};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::Transaction;
use vocabulary::{InstitutionCode, PlaceCode};

/// A membership that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldMembership {
    /// Its id.
    pub id: MembershipId,
    /// What its holder acts as.
    pub membership: Membership,
    /// Since when.
    pub since: Timestamp,
}

store::row! {
    /// Prefixed, because they are read together with an account's own columns.
    pub(crate) struct Columns {
        held_id: String,
        held_role: String,
        held_region: Option<String>,
        held_institution: Option<String>,
        held_since: i64,
    }
}

impl Columns {
    pub(crate) fn held(&self) -> Result<HeldMembership, AccessError> {
        let corrupt = AccessError::Corrupt;
        let role = Role::from_code(&self.held_role).ok_or(corrupt("role"))?;
        let region = self.held_region.as_deref().map(PlaceCode::parse);
        let institution = self.held_institution.as_deref().map(InstitutionCode::parse);
        let membership = Membership::parse(
            role,
            region.transpose().map_err(|_| corrupt("region"))?,
            institution
                .transpose()
                .map_err(|_| corrupt("institution"))?,
        );
        Ok(HeldMembership {
            id: MembershipId::parse(&self.held_id).ok_or(corrupt("membership id"))?,
            membership: membership.map_err(|_| corrupt("membership"))?,
            since: instant(self.held_since)?,
        })
    }
}

/// The oldest first: the order in which they are shown, and in which one of them is taken where
/// nothing was chosen. They are few, so the database need not sort them.
pub(crate) fn in_order(mut held: Vec<HeldMembership>) -> Vec<HeldMembership> {
    held.sort_by_key(|held| (held.since, held.id));
    held
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id AS held_id, role AS held_role, region AS held_region,
                institution AS held_institution, since AS held_since, account AS held_by
             FROM membership WHERE ended IS NULL AND ",
            $rest
        )
    };
}

/// The memberships of one account; the plan of the query is tested.
pub const MEMBERSHIPS_OF_ACCOUNT: &str = select!("account = $1");
/// The memberships of a page of the list of accounts; the plan of the query is tested.
pub const MEMBERSHIPS_AFTER: &str = select!(
    "account IN (SELECT id FROM account WHERE sign_in_name > $1 ORDER BY sign_in_name LIMIT $2)"
);

store::row! {
    struct Listed {
        held_by: String,
        ..columns: Columns
    }
}

impl Access {
    /// What an account's owner may act as now, the oldest first.
    pub(crate) async fn memberships_held(
        &self,
        id: AccountId,
    ) -> Result<Vec<HeldMembership>, AccessError> {
        let rows: Vec<Columns> = store::read!(self.database, connection => {
            store::query_as(MEMBERSHIPS_OF_ACCOUNT).bind(id.to_string()).fetch_all(connection)
        })?;
        let held: Result<_, _> = rows.iter().map(Columns::held).collect();
        Ok(in_order(held?))
    }

    /// The same for a page of the list of accounts, by account.
    pub(crate) async fn memberships_after(
        &self,
        after: &str,
        limit: u16,
    ) -> Result<BTreeMap<String, Vec<HeldMembership>>, AccessError> {
        let rows: Vec<Listed> = store::read!(self.database, connection => {
            store::query_as(MEMBERSHIPS_AFTER)
                .bind(after.to_owned())
                .bind(i64::from(limit))
                .fetch_all(connection)
        })?;
        let mut of: BTreeMap<String, Vec<HeldMembership>> = BTreeMap::new();
        for row in rows {
            let held = row.columns.held()?;
            of.entry(row.held_by).or_default().push(held);
        }
        Ok(of
            .into_iter()
            .map(|(by, held)| (by, in_order(held)))
            .collect())
    }
}

/// What an account's owner may act as, as it stands in a transaction; the oldest first.
pub(crate) async fn held_within(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<Vec<HeldMembership>, AccessError> {
    let rows: Vec<Columns> = store::within!(transaction, connection => {
        store::query_as(MEMBERSHIPS_OF_ACCOUNT).bind(id.to_string()).fetch_all(connection)
    })?;
    let held: Result<_, _> = rows.iter().map(Columns::held).collect();
    Ok(in_order(held?))
}
