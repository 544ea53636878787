//! Who keeps keys does not change in silence: the change of an institution's keepers of emergencies is
//! told to everybody who works there, that of a worker's own custodians to the worker and to those who
//! were and who are custodians, that of those who look at alarms to those who did and do and to the
//! keepers. It stands on the page of the day; nobody can take it away.

use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
    codes::{codes, stored},
    emergency,
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;

codes! {
    /// What changed hands.
    KeptThing {
        /// A key: the institution's for emergencies, or a worker's own.
        Key = "key",
        /// Looking at the institution's alarms.
        Alarms = "alarms",
    }
}

/// That keepers changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeeperChange {
    /// What changed hands.
    pub what: KeptThing,
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

type Row = (
    String,
    Option<String>,
    String,
    String,
    String,
    Option<String>,
    i64,
);

impl Casework {
    /// The changes of the last fortnight that concern the worker, the latest first; of the
    /// institution's last 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn keeper_changes(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<KeeperChange>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT what, owner, keepers_before, keepers_after, named_by, confirmed_by, changed_at
                 FROM keeper_change WHERE institution = $1 AND changed_at > $2
                 ORDER BY changed_at DESC, id LIMIT $3",
            )
            .bind(request.worker.institution())
            .bind(request.second() - TOLD_DAYS * DAY)
            .bind(MOST)
            .fetch_all(connection)
        })?;
        let account = request.worker.account();
        let is_keeper = emergency::is_keeper(&mut transaction, request).await?;
        let accounts = |text: &str| -> Vec<String> {
            let accounts = text.split(',').filter(|one| !one.is_empty());
            accounts.map(str::to_owned).collect()
        };
        let mut changes = Vec::with_capacity(rows.len());
        for (what, owner, before, after, named_by, confirmed_by, at) in rows {
            let change = KeeperChange {
                what: stored(KeptThing::from_code, &what)?,
                owner,
                before: accounts(&before),
                after: accounts(&after),
                named_by,
                confirmed_by,
                at: time(at)?,
            };
            if change.concerns((account, is_keeper)) {
                changes.push(change);
            }
        }
        Ok(changes)
    }
}

impl KeeperChange {
    /// Whether somebody of the institution is told.
    fn concerns(&self, (account, is_keeper): (&str, bool)) -> bool {
        let mut all = self.before.iter().chain(&self.after);
        let has_part = all.any(|one| one == account);
        match (self.what, &self.owner) {
            (KeptThing::Alarms, _) => has_part || is_keeper,
            (KeptThing::Key, None) => true,
            (KeptThing::Key, Some(owner)) => has_part || owner == account,
        }
    }
}

/// A change to tell.
pub(crate) struct NewChange<'c> {
    pub id: RecordId,
    pub what: KeptThing,
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
                named_by, confirmed_by, changed_at, what)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(change.id.as_str())
        .bind(request.worker.institution())
        .bind(change.owner)
        .bind(change.before.join(","))
        .bind(change.after.join(","))
        .bind(change.named_by)
        .bind(change.confirmed_by)
        .bind(request.second())
        .bind(change.what.code())
    )?;
    Ok(())
}
