//! A transfer as its functions find it, and its steps.

use super::{TRANSFER_TABLE, TransferState, TransferStep};
use crate::{CaseCode, CaseworkError, RecordId, codes::stored, machine::next};
use store::Transaction;

/// A transfer that somebody works on.
pub(super) struct TransferRow {
    pub id: RecordId,
    pub case: CaseCode,
    pub state: TransferState,
    pub basis: Option<RecordId>,
    pub staying: Vec<String>,
    pub from_worker: String,
    pub from_institution: String,
    pub to_worker: String,
    pub to_institution: String,
}

type Stored = (
    String,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
);

pub(super) async fn transfer_row(
    transaction: &mut Transaction,
    transfer: &RecordId,
) -> Result<Option<TransferRow>, CaseworkError> {
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT case_code, state, basis, staying, from_worker, from_institution, to_worker,
                to_institution
             FROM transfer WHERE id = $1",
        )
        .bind(transfer.as_str())
        .fetch_optional(connection)
    })?;
    row.map(
        |(case, state, basis, staying, from, from_institution, to, to_institution)| {
            let staying = staying.split(',').filter(|one| !one.is_empty());
            Ok(TransferRow {
                id: transfer.clone(),
                case: CaseCode::stored(case),
                state: stored(TransferState::from_code, &state)?,
                basis: basis.map(RecordId::stored),
                staying: staying.map(str::to_owned).collect(),
                from_worker: from,
                from_institution,
                to_worker: to,
                to_institution,
            })
        },
    )
    .transpose()
}

/// Moves a transfer by the table; gives the state that it reached.
pub(super) async fn move_transfer(
    transaction: &mut Transaction,
    (row, step): (&TransferRow, TransferStep),
    now: i64,
) -> Result<TransferState, CaseworkError> {
    let after = next(TRANSFER_TABLE, row.state, step);
    let after = after.ok_or(CaseworkError::Refused("transfer-step-not-allowed"))?;
    let is_over = !matches!(
        after,
        TransferState::Approved | TransferState::Accepted | TransferState::Ready
    );
    let accepted = (step == TransferStep::Accept).then_some(now);
    store::execute!(
        transaction,
        store::query(
            "UPDATE transfer SET state = $1, ended_at = $2,
                accepted_at = COALESCE(accepted_at, $3) WHERE id = $4",
        )
        .bind(after.code())
        .bind(is_over.then_some(now))
        .bind(accepted)
        .bind(row.id.as_str())
    )?;
    Ok(after)
}

/// Closes the tasks that a transfer opened: all of them, or those of one kind.
pub(super) async fn tasks_done(
    transaction: &mut Transaction,
    (row, kinds): (&TransferRow, &[&str]),
    now: i64,
) -> Result<(), CaseworkError> {
    for kind in kinds {
        store::execute!(
            transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE concerns = $2 AND kind = $3 AND done_at IS NULL",
            )
            .bind(now)
            .bind(row.id.as_str())
            .bind(*kind)
        )?;
    }
    Ok(())
}

/// The kinds of tasks that a transfer opens.
pub(super) const TASKS: [&str; 3] = ["answer-transfer", "approve-transfer", "hand-over"];
