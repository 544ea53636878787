//! What a worker sees of custody: their own custodians and requests, and the requests of those whose
//! custodian they are, the ended ones too.

use super::{
    Custodians, RecoveryState,
    custodians::custodians_of,
    rows::{Of, expire, recoveries},
};
use crate::{Casework, CaseworkError, RecordId, Request};
use boxed::boxed;
use jiff::Timestamp;

/// A request to have a key back.
#[derive(Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Its id.
    pub id: RecordId,
    /// Whose key.
    pub worker: String,
    /// Three accounts; any two of them bring it back.
    pub custodians: Vec<String>,
    /// Where it stands.
    pub state: RecoveryState,
    /// What the worker tells the custodians by voice. It comes from the key that the answer is closed
    /// for: another key has another code. A custodian is not shown it.
    pub code: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Timestamp,
    /// Who opened first, and when.
    pub first: Option<(String, Timestamp)>,
    /// Who opened second, and when.
    pub second: Option<(String, Timestamp)>,
    /// Who ended it, and when.
    pub ended: Option<(String, Timestamp)>,
}

impl std::fmt::Debug for Recovery {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Recovery({}, {:?})",
            self.id.as_str(),
            self.state
        )
    }
}

impl Recovery {
    /// Whether a custodian can still do something about it: open their part.
    #[must_use]
    pub fn waits_for(&self, account: &str) -> bool {
        let is_open = matches!(self.state, RecoveryState::Asked | RecoveryState::HalfOpened);
        let is_first = self.first.as_ref().is_some_and(|(by, _)| by == account);
        is_open && !is_first && self.custodians.iter().any(|one| one == account)
    }
}

/// What a worker sees of custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyOverview {
    /// The custodians of the worker's own key; `None` while nobody is named.
    pub custodians: Option<Custodians>,
    /// Requests for the worker's own key, the newest first; at most 50.
    pub own: Vec<Recovery>,
    /// Requests for keys whose custodian the worker is, the newest first; of the institution's last 50.
    pub kept: Vec<Recovery>,
}

impl Casework {
    /// What the worker sees of custody.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn custody_overview(
        &self,
        request: Request<'_>,
    ) -> Result<CustodyOverview, CaseworkError> {
        let worker = request.worker;
        self.expire_recoveries(request.now).await?;
        let mut transaction = self.database.begin_reading().await?;
        worker.expect_active(&mut transaction).await?;
        let custodians = custodians_of(&mut transaction, worker.account()).await?;
        let own = recoveries(&mut transaction, Of::Worker(worker.account())).await?;
        let mut kept = recoveries(&mut transaction, Of::Institution(worker.institution())).await?;
        kept.retain(|one| one.custodians.iter().any(|by| by == worker.account()));
        Ok(CustodyOverview {
            custodians,
            own,
            kept,
        })
    }

    /// Ends the requests whose time is over. It writes on the day when there are any, and only then.
    async fn expire_recoveries(&self, now: Timestamp) -> Result<(), CaseworkError> {
        let over: Option<(i64,)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT ends_at FROM recovery WHERE ended_at IS NULL AND ends_at <= $1 LIMIT 1",
            )
            .bind(now.as_second())
            .fetch_optional(connection)
        })?;
        if over.is_some() {
            let mut transaction = self.database.begin().await?;
            expire(&mut transaction, now).await?;
            transaction.commit().await?;
        }
        Ok(())
    }
}
