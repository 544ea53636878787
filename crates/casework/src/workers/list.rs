//! Who works here.

use super::Profession;
use crate::{Casework, CaseworkError, Request, codes::stored};
use access::Actor;
use boxed::boxed;
use store::Transaction;

/// A registered worker, for colleagues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The seat.
    pub account: String,
    /// The institution.
    pub institution: String,
    /// What they are.
    pub profession: Profession,
    /// Whether they open nothing any more.
    pub is_suspended: bool,
}

impl Casework {
    /// Whether nobody was registered yet: then the first comes by the set-up.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn is_without_workers(&self) -> Result<bool, CaseworkError> {
        let some: Option<(String,)> = store::read!(self.database, connection => {
            store::query_as("SELECT account FROM worker LIMIT 1").fetch_optional(connection)
        })?;
        Ok(some.is_none())
    }

    /// Whether the actor's person works here already, for another institution than the one for which
    /// they act.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn has_other_seat(&self, actor: &Actor) -> Result<bool, CaseworkError> {
        let institution = actor.institution().map(|code| code.as_str());
        let some: Option<(String,)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT account FROM worker WHERE person = $1 AND institution <> $2 LIMIT 1",
            )
            .bind(actor.account_id().to_string())
            .bind(institution.unwrap_or_default())
            .fetch_optional(connection)
        })?;
        Ok(some.is_some())
    }

    /// Everybody who is registered, by institution: one line for each seat.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn colleagues(&self, request: Request<'_>) -> Result<Vec<Colleague>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<(String, String, String, Option<i64>)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account, institution, profession, suspended_at FROM worker
                 ORDER BY institution, registered_at, account",
            )
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(account, institution, profession, suspended_at)| {
                Ok(Colleague {
                    account,
                    institution,
                    profession: stored(Profession::from_code, &profession)?,
                    is_suspended: suspended_at.is_some(),
                })
            })
            .collect()
    }
}

/// Which of these accounts work here still.
pub(crate) async fn active_among(
    transaction: &mut Transaction,
    accounts: &[String],
) -> Result<Vec<String>, CaseworkError> {
    let mut active = Vec::with_capacity(accounts.len());
    for account in accounts {
        let found: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as("SELECT account FROM worker WHERE account = $1 AND suspended_at IS NULL")
                .bind(account.as_str())
                .fetch_optional(connection)
        })?;
        active.extend(found.map(|(account,)| account));
    }
    Ok(active)
}
