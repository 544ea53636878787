//! How far each measure has come: every step is kept, the latest counts.

use super::{ChildMeasure, MeasureProgress};
use crate::{CaseworkError, RecordId, casework::time, codes::stored, grants::OpenCase};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How far a measure has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedMeasure {
    /// Its id.
    pub id: RecordId,
    /// Which.
    pub measure: ChildMeasure,
    /// How far.
    pub progress: MeasureProgress,
    /// Whether something was said about it.
    pub has_note: bool,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

type Row = (String, String, String, i64, String, i64);

/// The latest step of each measure.
pub(super) async fn latest(open: &mut OpenCase<'_>) -> Result<Vec<RecordedMeasure>, CaseworkError> {
    let rows: Vec<Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id, measure, progress, has_note, recorded_by, recorded_at FROM child_measure
             WHERE case_code = $1 ORDER BY position",
        )
        .bind(open.case.code.as_str())
        .fetch_all(connection)
    })?;
    let mut latest = BTreeMap::new();
    for (id, measure, progress, has_note, by, at) in rows {
        let measure = stored(ChildMeasure::from_code, &measure)?;
        let one = RecordedMeasure {
            id: RecordId::stored(id),
            measure,
            progress: stored(MeasureProgress::from_code, &progress)?,
            has_note: has_note != 0,
            by,
            at: time(at)?,
        };
        latest.insert(measure, one);
    }
    Ok(latest.into_values().collect())
}
