//! Who keeps keys does not change in silence: the change of an institution's keepers of emergencies is
//! told to everybody who works there, that of a worker's own custodians to the worker and to those who
//! were and who are custodians. It stands on the page of the day; nobody can take it away.

use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
};
use jiff::Timestamp;
use store::Transaction;

/// That keepers changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeeperChange {
    /// Whose key; `None` for the institution's emergency key.
    pub owner: Option<String>,
    /// The accounts before; none the first time.
    pub before: Vec<String>,
    /// The accounts from then on.
    pub after: Vec<String>,
    /// Who named them.
    pub named_by: String,
    /// Who was the second person, where one is needed.
    pub confirmed_by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// How long a change is told, in days.
const TOLD_DAYS: i64 = 14;
/// The most that are looked at.
const MOST: i64 = 500;

type Row = (Option<String>, String, String, String, Option<String>, i64);

impl Casework {
    /// The changes of the last fortnight that concern the worker, the latest first; of the
    /// institution's last 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    pub async fn keeper_changes(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<KeeperChange>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT owner, keepers_before, keepers_after, named_by, confirmed_by, changed_at
                 FROM keeper_change WHERE institution = $1 AND changed_at > $2
                 ORDER BY changed_at DESC, id LIMIT $3",
            )
            .bind(request.worker.institution())
            .bind(request.second() - TOLD_DAYS * DAY)
            .bind(MOST)
            .fetch_all(connection)
        })?;
        let account = request.worker.account();
        let accounts = |text: &str| -> Vec<String> {
            let accounts = text.split(',').filter(|one| !one.is_empty());
            accounts.map(str::to_owned).collect()
        };
        let mut changes = Vec::with_capacity(rows.len());
        for (owner, before, after, named_by, confirmed_by, at) in rows {
            let change = KeeperChange {
                owner,
                before: accounts(&before),
                after: accounts(&after),
                named_by,
                confirmed_by,
                at: time(at)?,
            };
            if change.concerns(account) {
                changes.push(change);
            }
        }
        Ok(changes)
    }
}

impl KeeperChange {
    /// Whether somebody of the institution is told.
    fn concerns(&self, account: &str) -> bool {
        let Some(owner) = &self.owner else {
            return true;
        };
        let mut all = self.before.iter().chain(&self.after);
        owner == account || all.any(|one| one == account)
    }
}

/// A change to tell.
pub(crate) struct NewChange<'c> {
    pub id: RecordId,
    pub owner: Option<&'c str>,
    pub before: &'c [String],
    pub after: &'c [String],
    pub named_by: &'c str,
    pub confirmed_by: Option<&'c str>,
}

/// Keeps a change, in the transaction that makes it.
pub(crate) async fn tell(
    transaction: &mut Transaction,
    request: Request<'_>,
    change: &NewChange<'_>,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO keeper_change (id, institution, owner, keepers_before, keepers_after,
                named_by, confirmed_by, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(change.id.as_str())
        .bind(request.worker.institution())
        .bind(change.owner)
        .bind(change.before.join(","))
        .bind(change.after.join(","))
        .bind(change.named_by)
        .bind(change.confirmed_by)
        .bind(request.second())
    )?;
    Ok(())
}
