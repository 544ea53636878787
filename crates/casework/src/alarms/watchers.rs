//! Who looks at the alarms of an institution: two people whom it names. Until then the keepers of its
//! emergency key; in an office without them every colleague. Nobody ever sees an alarm about themselves,
//! which is why one is not enough.

use crate::{Casework, CaseworkError, Request, emergency};
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::json;
use std::collections::BTreeSet;
use store::Transaction;

/// Who looks at an institution's alarms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmWatchers {
    /// The accounts, none of them suspended.
    pub watchers: Vec<String>,
    /// Who named them, and when; `None` while nobody did.
    pub named: Option<(String, Timestamp)>,
}

impl AlarmWatchers {
    /// Whether somebody is one of them.
    #[must_use]
    pub fn includes(&self, account: &str) -> bool {
        self.watchers.iter().any(|one| one == account)
    }
}

pub(super) async fn watchers_of(
    transaction: &mut Transaction,
    institution: &str,
) -> Result<AlarmWatchers, CaseworkError> {
    let active: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT account FROM worker WHERE institution = $1 AND suspended_at IS NULL
             ORDER BY account",
        )
        .bind(institution)
        .fetch_all(connection)
    })?;
    let active: BTreeSet<String> = active.into_iter().map(|(account,)| account).collect();
    let row: Option<(String, String, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT watchers, named_by, named_at FROM alarm_watch WHERE institution = $1",
        )
        .bind(institution)
        .fetch_optional(connection)
    })?;
    if let Some((watchers, by, at)) = row {
        let watchers: Vec<String> = watchers.split(',').map(str::to_owned).collect();
        let watchers = still_here(watchers, &active);
        // Of two, one who is left could not look at an alarm about themselves: then it is as if nobody
        // had been named.
        if watchers.len() > 1 {
            return Ok(AlarmWatchers {
                watchers,
                named: Some((by, crate::casework::time(at)?)),
            });
        }
    }
    let keepers = emergency::keepers_of(transaction, institution).await?;
    let keepers = still_here(keepers, &active);
    Ok(AlarmWatchers {
        watchers: if keepers.len() > 1 {
            keepers
        } else {
            active.into_iter().collect()
        },
        named: None,
    })
}

fn still_here(mut accounts: Vec<String>, active: &BTreeSet<String>) -> Vec<String> {
    accounts.retain(|account| active.contains(account));
    accounts
}

impl Casework {
    /// Names the two who look at the alarms of the worker's institution. Whoever looks now may name
    /// others, and nobody else.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `alarm-watchers-only` for anybody who does
    /// not look now, `alarm-watchers-invalid` unless they are two different workers of the institution.
    pub async fn alarm_watchers_name(
        &self,
        request: Request<'_>,
        watchers: &[String; 2],
    ) -> Result<(), CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let present = watchers_of(&mut transaction, worker.institution()).await?;
        if !present.includes(worker.account()) {
            return Err(CaseworkError::Refused("alarm-watchers-only"));
        }
        let found: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account FROM worker WHERE institution = $1 AND suspended_at IS NULL
                   AND (account = $2 OR account = $3)",
            )
            .bind(worker.institution())
            .bind(watchers[0].as_str())
            .bind(watchers[1].as_str())
            .fetch_all(connection)
        })?;
        if found.len() != watchers.len() {
            return Err(CaseworkError::Invalid("alarm-watchers-invalid"));
        }
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO alarm_watch (institution, watchers, named_by, named_at)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (institution) DO UPDATE SET watchers = excluded.watchers,
                    named_by = excluded.named_by, named_at = excluded.named_at",
            )
            .bind(worker.institution())
            .bind(watchers.join(","))
            .bind(worker.account())
            .bind(request.second())
        )?;
        let event = NewEvent {
            at: request.now,
            actor: worker.account(),
            kind: "alarm-watchers-named",
            subject: worker.institution(),
            detail: &json!({"watchers": watchers}).to_string(),
        };
        ledger::append(&mut transaction, &event).await?;
        Ok(transaction.commit().await?)
    }
}
