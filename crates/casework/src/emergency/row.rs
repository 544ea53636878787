//! An emergency opening as its functions find it, and its steps.

use super::{EMERGENCY_TABLE, EmergencyState, EmergencyStep};
use crate::{CaseCode, CaseworkError, RecordId, codes::stored, machine::next};
use store::Transaction;

/// An opening that somebody works on.
pub(super) struct OpeningRow {
    pub id: RecordId,
    pub case: CaseCode,
    pub institution: String,
    pub state: EmergencyState,
    pub asked_by: String,
    pub asked_at: i64,
    pub confirmed_by: Option<String>,
}

type Stored = (String, String, String, String, i64, Option<String>);

pub(super) async fn opening_row(
    transaction: &mut Transaction,
    opening: &RecordId,
) -> Result<Option<OpeningRow>, CaseworkError> {
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT case_code, institution, state, asked_by, asked_at, confirmed_by
             FROM emergency_opening WHERE id = $1",
        )
        .bind(opening.as_str())
        .fetch_optional(connection)
    })?;
    row.map(
        |(case, institution, state, asked_by, asked_at, confirmed_by)| {
            Ok(OpeningRow {
                id: opening.clone(),
                case: CaseCode::stored(case),
                institution,
                state: stored(EmergencyState::from_code, &state)?,
                asked_by,
                asked_at,
                confirmed_by,
            })
        },
    )
    .transpose()
}

/// Moves an opening by the table.
pub(super) async fn move_opening(
    transaction: &mut Transaction,
    (row, step): (&OpeningRow, EmergencyStep),
) -> Result<EmergencyState, CaseworkError> {
    let after = next(EMERGENCY_TABLE, row.state, step);
    let after = after.ok_or(CaseworkError::Refused("emergency-step-not-allowed"))?;
    store::execute!(
        transaction,
        store::query("UPDATE emergency_opening SET state = $1 WHERE id = $2")
            .bind(after.code())
            .bind(row.id.as_str())
    )?;
    if step != EmergencyStep::Review {
        store::execute!(
            transaction,
            store::query("DELETE FROM emergency_half WHERE opening = $1").bind(row.id.as_str())
        )?;
    }
    Ok(after)
}

/// Closes the open tasks of a kind about an opening.
pub(super) async fn task_over(
    transaction: &mut Transaction,
    (row, kind): (&OpeningRow, &str),
    now: i64,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE task SET done_at = $1 WHERE concerns = $2 AND kind = $3 AND done_at IS NULL",
        )
        .bind(now)
        .bind(row.id.as_str())
        .bind(kind)
    )?;
    Ok(())
}
