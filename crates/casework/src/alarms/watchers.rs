//! Who looks at the alarms of an institution: two people whom it names. Until then the keepers of its
//! emergency key; in an office without them every colleague. Nobody ever sees an alarm about themselves,
//! which is why one is not enough.

use crate::{CaseworkError, emergency};
use jiff::Timestamp;
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
