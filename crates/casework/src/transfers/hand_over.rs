//! Handing over, in one transaction: the grants of the old team end, the case gets its new manager,
//! every compartment is sealed under a new key that the new manager can open, open work goes along.

use super::{
    TransferStep,
    propose::expect_consent,
    row::{TASKS, TransferRow, move_transfer, tasks_done, transfer_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    grants::{GrantRow, GrantSource, Need, OpenCase, expect_not_denied, worker_row},
    justice,
    workers::{Compartment, Profession, Purpose},
};
use boxed::boxed;
use serde_json::json;

/// The new manager's own grant, in days.
const MANAGER_DAYS: i64 = 366;

impl Casework {
    /// Hands a case over. From the next moment whoever did it sees its status by code alone.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant, or for a transfer of another case;
    /// `case-lead-only`, `transfer-step-not-allowed`, `transfer-receiver-invalid`, `grant-denied`;
    /// `disclosure-no-basis` and `disclosure-beyond-consent`: the consent may be over by now.
    #[boxed]
    pub async fn transfer_hand_over(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        transfer: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        let row = transfer_row(&mut open.transaction, transfer).await?;
        let row = row.filter(|row| row.case == *code);
        let row = row.ok_or(CaseworkError::NotFound("transfer"))?;
        let now = request.second();
        move_transfer(&mut open.transaction, (&row, TransferStep::HandOver), now).await?;
        let found = worker_row(&mut open, &row.to_worker).await;
        let is_fit = found.is_ok_and(|(institution, profession)| {
            institution == row.to_institution && profession == Profession::SocialWorker
        });
        if !is_fit {
            return Err(CaseworkError::Invalid("transfer-receiver-invalid"));
        }
        expect_not_denied(&mut open, &row.to_worker).await?;
        expect_consent(&mut open, (row.basis.as_ref(), &row.to_institution)).await?;
        tasks_done(&mut open.transaction, (&row, &TASKS), now).await?;
        justice::hand_links_over(&mut open, &row.to_worker, &*self.random).await?;
        let more = json!({"transfer": transfer.as_str(), "to": row.to_worker});
        open.log("transfer-handed-over", ("", &more)).await?;
        self.change_manager(&mut open, &row).await?;
        open.commit().await
    }

    async fn change_manager(
        &self,
        open: &mut OpenCase<'_>,
        row: &TransferRow,
    ) -> Result<(), CaseworkError> {
        end_grants(open, row).await?;
        store::execute!(
            open.transaction,
            store::query("UPDATE case_file SET manager = $1, institution = $2 WHERE code = $3")
                .bind(row.to_worker.as_str())
                .bind(row.to_institution.as_str())
                .bind(open.case.code.as_str())
        )?;
        take_tasks_along(open, row).await?;
        open.case.manager.clone_from(&row.to_worker);
        open.case.institution.clone_from(&row.to_institution);
        let grant = GrantRow {
            holder: &row.to_worker,
            purpose: Purpose::CaseManagement,
            compartments: Compartment::ALL,
            source: GrantSource::Manager,
            reason: "case manager",
            ends_at: open.request.second() + MANAGER_DAYS * DAY,
        };
        self.insert_grant(open, &grant).await?;
        for compartment in Compartment::ALL {
            self.seal_anew(open, *compartment).await?;
        }
        Ok(())
    }
}

/// Ends every grant but those of whoever stays by the person's wish.
async fn end_grants(open: &mut OpenCase<'_>, row: &TransferRow) -> Result<(), CaseworkError> {
    let holders: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT DISTINCT holder FROM access_grant
             WHERE case_code = $1 AND revoked_at IS NULL ORDER BY holder",
        )
        .bind(open.case.code.as_str())
        .fetch_all(connection)
    })?;
    for (holder,) in holders {
        if row.staying.contains(&holder) {
            continue;
        }
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE access_grant SET revoked_at = $1
                 WHERE case_code = $2 AND holder = $3 AND revoked_at IS NULL",
            )
            .bind(open.request.second())
            .bind(open.case.code.as_str())
            .bind(holder)
        )?;
    }
    Ok(())
}

/// Open work of the old institution on the case becomes the new manager's.
async fn take_tasks_along(open: &mut OpenCase<'_>, row: &TransferRow) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "UPDATE task SET institution = $1, worker = $2
             WHERE case_code = $3 AND institution = $4 AND shown_code = $3 AND done_at IS NULL",
        )
        .bind(row.to_institution.as_str())
        .bind(row.to_worker.as_str())
        .bind(open.case.code.as_str())
        .bind(row.from_institution.as_str())
    )?;
    Ok(())
}
