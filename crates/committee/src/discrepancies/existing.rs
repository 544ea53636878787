//! What the register holds already, read before the figures are compared again.

use super::{Batch, Finding, Status};
use crate::CommitteeError;
use std::collections::HashMap;
use store::Transaction;

/// What tells one discrepancy from another inside a series.
pub(super) type Key = (i64, i64, i64, i64, String);

/// A discrepancy that the register knows already.
pub(super) struct Existing {
    pub(super) id: i64,
    pub(super) status: Status,
    pub(super) fingerprint: String,
    pub(super) settled_fingerprint: Option<String>,
    pub(super) times_reopened: i64,
}

store::row! {
    struct ExistingRow {
        id: i64,
        indicator: i64,
        period: i64,
        breakdown: i64,
        kind: i64,
        institution: i64,
        dimension: String,
        status: i64,
        fingerprint: String,
        settled_fingerprint: Option<String>,
        times_reopened: i64,
    }
}

/// All discrepancies of a batch from one period to another, by indicator.
pub(super) async fn existing(
    transaction: &mut Transaction,
    batch: &Batch,
    (first, last): (i64, i64),
) -> Result<HashMap<i64, HashMap<Key, Existing>>, CommitteeError> {
    let query = format!(
        "SELECT id, indicator, period, breakdown, kind, institution, dimension, status, fingerprint,
            settled_fingerprint, times_reopened
         FROM discrepancy WHERE indicator IN ({}) AND place = $1
            AND period >= $2 AND period <= $3",
        batch.indicator_list()
    );
    let rows: Vec<ExistingRow> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(query))
            .bind(batch.place)
            .bind(first)
            .bind(last)
            .fetch_all(connection)
    })?;
    let mut found: HashMap<i64, HashMap<Key, Existing>> = HashMap::new();
    for row in rows {
        let key = (
            row.period,
            row.breakdown,
            row.kind,
            row.institution,
            row.dimension,
        );
        let known = Existing {
            id: row.id,
            status: Status::from_number(row.status),
            fingerprint: row.fingerprint,
            settled_fingerprint: row.settled_fingerprint,
            times_reopened: row.times_reopened,
        };
        found.entry(row.indicator).or_default().insert(key, known);
    }
    Ok(found)
}

/// The key of a finding about one period.
pub(super) fn key_of(finding: &Finding, period: i64) -> Key {
    (
        period,
        finding.breakdown,
        finding.kind.number(),
        finding.institution.unwrap_or(0),
        dimension(finding),
    )
}

/// The dimension of a finding as the database keeps it; empty where none is concerned.
pub(super) fn dimension(finding: &Finding) -> String {
    finding
        .dimension
        .as_ref()
        .map_or(String::new(), ToString::to_string)
}
