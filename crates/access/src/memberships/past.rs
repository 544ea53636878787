//! The bodies that somebody has left, for whoever keeps the accounts.

use super::{Columns, HeldMembership};
use crate::{Access, AccessError, AccountId, ManageAccounts, Permit, access::instant};
use boxed::boxed;
use jiff::Timestamp;

/// A membership that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastMembership {
    /// What it was, and since when.
    pub held: HeldMembership,
    /// When it ended.
    pub ended: Timestamp,
}

store::row! {
    struct Row {
        ended: i64,
        ..columns: Columns
    }
}

impl Access {
    /// The memberships of an account that have ended, the last ended first.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn memberships_past(
        &self,
        _permit: &Permit<ManageAccounts>,
        id: AccountId,
    ) -> Result<Vec<PastMembership>, AccessError> {
        let rows: Vec<Row> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT id AS held_id, role AS held_role, region AS held_region,
                    institution AS held_institution, since AS held_since, ended
                 FROM membership WHERE account = $1 AND ended IS NOT NULL
                 ORDER BY ended DESC, id",
            )
            .bind(id.to_string())
            .fetch_all(connection)
        })?;
        rows.iter()
            .map(|row| {
                Ok(PastMembership {
                    held: row.columns.held()?,
                    ended: instant(row.ended)?,
                })
            })
            .collect()
    }
}
