//! The two people beside the manager: a second one of the institution who approves, and the new
//! manager who accepts. Both act by the transfer's own code and see nothing of the case.

use super::{
    TransferState, TransferStep,
    row::{TASKS, TransferRow, move_transfer, tasks_done, transfer_row},
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    grants::{log_to_file, refuse},
    identifiers::CaseCode,
    tasks::TaskKind,
    workers::is_same_person,
};
use boxed::boxed;
use serde_json::json;
use store::Transaction;

/// What is said to a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferAnswer {
    /// The second person approves.
    Approve,
    /// The second person says no.
    Refuse,
    /// The new manager accepts.
    Accept,
    /// The new manager declines.
    Decline,
}

impl TransferAnswer {
    const fn step(self) -> TransferStep {
        match self {
            Self::Approve => TransferStep::Approve,
            Self::Refuse => TransferStep::Refuse,
            Self::Accept => TransferStep::Accept,
            Self::Decline => TransferStep::Decline,
        }
    }

    const fn is_of_receiver(self) -> bool {
        matches!(self, Self::Accept | Self::Decline)
    }
}

impl Casework {
    /// Answers a transfer; gives the state that it reached.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the new manager and the workers of the sending
    /// institution; `transfer-two-people` for who proposed it or would receive it;
    /// `transfer-step-not-allowed`.
    #[boxed]
    pub async fn transfer_answer(
        &self,
        request: Request<'_>,
        (transfer, answer): (&RecordId, TransferAnswer),
    ) -> Result<TransferState, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = transfer_row(&mut transaction, transfer).await?;
        let row = match row {
            Some(row) if may_know(&mut transaction, request, (&row, answer)).await? => row,
            _ => {
                let what = (transfer.as_str(), "transfer");
                return Err(refuse(transaction, request, what).await?);
            }
        };
        let account = request.worker.account();
        let is_part =
            is_same_person(account, &row.from_worker) || is_same_person(account, &row.to_worker);
        if !answer.is_of_receiver() && is_part {
            return Err(CaseworkError::Refused("transfer-two-people"));
        }
        let now = request.second();
        let after = move_transfer(&mut transaction, (&row, answer.step()), now).await?;
        if answer == TransferAnswer::Approve {
            store::execute!(
                transaction,
                store::query("UPDATE transfer SET approved_by = $1 WHERE id = $2")
                    .bind(account)
                    .bind(transfer.as_str())
            )?;
        }
        match answer {
            TransferAnswer::Approve => {
                tasks_done(&mut transaction, (&row, &["approve-transfer"]), now).await?;
            }
            TransferAnswer::Accept => {
                tasks_done(&mut transaction, (&row, &["answer-transfer"]), now).await?;
            }
            TransferAnswer::Refuse | TransferAnswer::Decline => {
                tasks_done(&mut transaction, (&row, &TASKS), now).await?;
            }
        }
        if after == TransferState::Ready {
            self.ask_to_hand_over(&mut transaction, (&row, now)).await?;
        }
        let more = json!({"transfer": transfer.as_str(), "step": answer.step().code()});
        let on = (&row.case, "transfer-answered");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        transaction.commit().await?;
        Ok(after)
    }

    async fn ask_to_hand_over(
        &self,
        transaction: &mut Transaction,
        (row, now): (&TransferRow, i64),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO task (id, kind, case_code, shown_code, institution, worker, concerns,
                    due_at)
                 VALUES ($1, $2, $3, $3, $4, $5, $6, $7)",
            )
            .bind(RecordId::fresh(&*self.random).as_str())
            .bind(TaskKind::HandOver.code())
            .bind(row.case.as_str())
            .bind(row.from_institution.as_str())
            .bind(row.from_worker.as_str())
            .bind(row.id.as_str())
            .bind(now)
        )?;
        Ok(())
    }
}

/// The new manager may accept or decline, a worker of the sending institution may decide, and neither
/// when they were shut out of the case.
async fn may_know(
    transaction: &mut Transaction,
    request: Request<'_>,
    (row, answer): (&TransferRow, TransferAnswer),
) -> Result<bool, CaseworkError> {
    let is_theirs = if answer.is_of_receiver() {
        request.worker.account() == row.to_worker
    } else {
        request.worker.institution() == row.from_institution
    };
    Ok(is_theirs && !is_denied(transaction, (&row.case, request.worker.account())).await?)
}

pub(super) async fn is_denied(
    transaction: &mut Transaction,
    (case, account): (&CaseCode, &str),
) -> Result<bool, CaseworkError> {
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT holder FROM access_denial WHERE case_code = $1 AND holder = $2")
            .bind(case.as_str())
            .bind(account)
            .fetch_optional(connection)
    })?;
    Ok(row.is_some())
}
