//! A grant that ended leaves no key behind: whoever next opens the case sweeps it away. The case
//! manager's own stay, so that a case is never locked by a date.

use super::CaseRow;
use crate::{CaseworkError, codes::split_codes, workers::Compartment};
use std::collections::{BTreeMap, BTreeSet};
use store::Transaction;

/// Deletes the wrapped keys that no grant in date stands behind any more.
pub(super) async fn drop_keys(
    transaction: &mut Transaction,
    case: &CaseRow,
    now: i64,
) -> Result<(), CaseworkError> {
    let grants: Vec<(String, String, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT holder, compartments, ends_at FROM access_grant
             WHERE case_code = $1 AND holder <> $2 AND revoked_at IS NULL",
        )
        .bind(case.code.as_str())
        .bind(case.manager.as_str())
        .fetch_all(connection)
    })?;
    let mut ended: BTreeMap<&str, BTreeSet<Compartment>> = BTreeMap::new();
    for (holder, compartments, ends_at) in &grants {
        if *ends_at <= now {
            let parts = split_codes(compartments, Compartment::from_code)?;
            ended.entry(holder).or_default().extend(parts);
        }
    }
    for (holder, compartments, ends_at) in &grants {
        if let Some(parts) = ended.get_mut(holder.as_str())
            && *ends_at > now
        {
            for part in split_codes(compartments, Compartment::from_code)? {
                parts.remove(&part);
            }
        }
    }
    for (holder, parts) in ended {
        for part in parts {
            store::execute!(
                transaction,
                store::query(
                    "DELETE FROM wrapped_key
                     WHERE subject = $1 AND compartment = $2 AND holder = $3",
                )
                .bind(case.subject.as_str())
                .bind(part.code())
                .bind(holder)
            )?;
        }
    }
    Ok(())
}
