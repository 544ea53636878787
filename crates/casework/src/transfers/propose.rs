//! Proposing a transfer, and calling it back.

use super::{
    TransferReason, TransferState, TransferStep,
    row::{TASKS, move_transfer, tasks_done, transfer_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::DAY,
    codes::stored,
    disclosures, fields,
    grants::{Need, OpenCase, expect_not_denied, worker_row},
    tasks::{NewTask, TaskKind},
    workers::{Profession, is_same_person},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

/// A transfer to propose.
#[derive(Debug)]
pub struct NewTransfer {
    /// Made once for the form that was shown.
    pub request: String,
    /// The account of the new manager: a social worker.
    pub to: String,
    /// Why.
    pub reason: TransferReason,
    /// The consent that names the new manager's institution and every field that is written: needed
    /// for another institution, and for no other.
    pub basis: Option<RecordId>,
    /// Whether the person agreed to be handed on: without it there is no transfer.
    pub person_agrees: bool,
    /// Whether a guardian agreed: needed for a child and for unknown age.
    pub guardian_agrees: bool,
    /// Who keeps the access that they hold, by the person's wish: accounts of other institutions.
    pub staying: Vec<String>,
    /// What the new manager must know; sealed with the case.
    pub note: Option<SecretText>,
}

/// How long the two have to answer, in days; then it is overdue, and nothing more.
const ANSWER_DAYS: i64 = 3;

impl Casework {
    /// Proposes to hand a case to another social worker.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `case-lead-only`,
    /// `transfer-person-missing`, `transfer-guardian-missing`, `guardian-unsuitable`,
    /// `transfer-receiver-invalid`, `grant-denied`, `transfer-pending`, `transfer-staying-invalid`,
    /// `disclosure-no-basis`, `disclosure-beyond-consent`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn transfer_propose(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewTransfer,
    ) -> Result<RecordId, CaseworkError> {
        new.note.as_ref().map_or(Ok(()), fields::check_text)?;
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        if let Some(id) = open.made_before(("transfer", &new.request)).await? {
            return Ok(id);
        }
        if !new.person_agrees {
            return Err(CaseworkError::Refused("transfer-person-missing"));
        }
        open.expect_guardian(new.guardian_agrees, "transfer-guardian-missing")
            .await?;
        let institution = check_receiver(&mut open, &new.to).await?;
        expect_none_pending(&mut open).await?;
        expect_consent(&mut open, (new.basis.as_ref(), &institution)).await?;
        check_staying(&mut open, (&new.staying, &institution)).await?;
        let id = RecordId::fresh(&*self.random);
        let shown = CaseCode::fresh(&*self.random);
        insert(&mut open, (&id, &shown, &institution), new).await?;
        if let Some(note) = &new.note {
            let place = (id.as_str(), Field::TransferNote);
            fields::put(&mut open, place, note, &*self.random).await?;
        }
        let due_at = request.second() + ANSWER_DAYS * DAY;
        let answer = NewTask {
            shown_code: Some(shown.as_str()),
            concerns: id.as_str(),
            ..NewTask::of_worker(TaskKind::AnswerTransfer, (&institution, &new.to), due_at)
        };
        self.task_open(&mut open, &answer).await?;
        let own = open.case.institution.clone();
        let to = (own.as_str(), shown.as_str(), id.as_str());
        let approve = NewTask::of_institution(TaskKind::ApproveTransfer, to, due_at);
        self.task_open(&mut open, &approve).await?;
        open.remember(("transfer", &new.request), id.as_str())
            .await?;
        let more = json!({"transfer": id.as_str(), "to": new.to, "reason": new.reason.code()});
        open.log("transfer-proposed", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Calls back a transfer that was not handed over yet.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant, or for a transfer of another case;
    /// `case-lead-only`, `transfer-step-not-allowed`.
    #[boxed]
    pub async fn transfer_recall(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        transfer: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        let row = transfer_row(&mut open.transaction, transfer).await?;
        let row = row.filter(|row| row.case == *code);
        let row = row.ok_or(CaseworkError::NotFound("transfer"))?;
        let now = request.second();
        move_transfer(&mut open.transaction, (&row, TransferStep::Recall), now).await?;
        tasks_done(&mut open.transaction, (&row, &TASKS), now).await?;
        let more = json!({"transfer": transfer.as_str()});
        open.log("transfer-recalled", ("", &more)).await?;
        open.commit().await
    }
}

/// The institution of the new manager: a social worker, not this one in another seat, not shut out.
async fn check_receiver(open: &mut OpenCase<'_>, to: &str) -> Result<String, CaseworkError> {
    let found = worker_row(open, to).await;
    let invalid = || CaseworkError::Invalid("transfer-receiver-invalid");
    let (institution, profession) = found.map_err(|_| invalid())?;
    let proposer = open.request.worker.account();
    let is_own =
        is_same_person(to, &open.case.manager) || (to != proposer && is_same_person(to, proposer));
    if profession != Profession::SocialWorker || is_own {
        return Err(invalid());
    }
    expect_not_denied(open, to).await?;
    Ok(institution)
}

async fn expect_none_pending(open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
    let row: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT id FROM transfer WHERE case_code = $1 AND ended_at IS NULL LIMIT 1")
            .bind(open.case.code.as_str())
            .fetch_optional(connection)
    })?;
    match row {
        Some(_) => Err(CaseworkError::Refused("transfer-pending")),
        None => Ok(()),
    }
}

/// To another institution goes nothing that the person did not agree to: the consent names it and
/// every field of the person that is written.
pub(super) async fn expect_consent(
    open: &mut OpenCase<'_>,
    (basis, institution): (Option<&RecordId>, &str),
) -> Result<(), CaseworkError> {
    if institution == open.case.institution {
        return Ok(());
    }
    let basis = basis.ok_or(CaseworkError::Refused("disclosure-no-basis"))?;
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT field FROM sealed_field WHERE record = $1 ORDER BY field")
            .bind(open.case.subject.as_str())
            .fetch_all(connection)
    })?;
    let written: Result<Vec<Field>, CaseworkError> = rows
        .iter()
        .map(|(field,)| stored(Field::from_code, field))
        .collect();
    // What the case's own steps wrote goes with the case, as its plan and assessments do.
    let mut written = written?;
    written.retain(|field| Field::OF_PERSON.contains(field));
    disclosures::usable(open, basis, (institution, &written)).await
}

/// Whoever stays holds access now, and is of neither the old team's institution nor shut out.
async fn check_staying(
    open: &mut OpenCase<'_>,
    (staying, to): (&[String], &str),
) -> Result<(), CaseworkError> {
    for holder in staying {
        let row: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT w.institution FROM access_grant g JOIN worker w ON w.account = g.holder
                 WHERE g.case_code = $1 AND g.holder = $2 AND g.revoked_at IS NULL
                   AND g.ends_at > $3 LIMIT 1",
            )
            .bind(open.case.code.as_str())
            .bind(holder.as_str())
            .bind(open.request.second())
            .fetch_optional(connection)
        })?;
        let is_old_team = row
            .as_ref()
            .is_some_and(|(of,)| *of == open.case.institution && of != to);
        if row.is_none() || is_old_team || *holder == open.case.manager {
            return Err(CaseworkError::Invalid("transfer-staying-invalid"));
        }
    }
    Ok(())
}

async fn insert(
    open: &mut OpenCase<'_>,
    (id, shown, institution): (&RecordId, &CaseCode, &str),
    new: &NewTransfer,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO transfer (id, code, case_code, reason, state, basis, guardian, staying,
                from_worker, from_institution, to_worker, to_institution, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(id.as_str())
        .bind(shown.as_str())
        .bind(open.case.code.as_str())
        .bind(new.reason.code())
        .bind(TransferState::Proposed.code())
        .bind(new.basis.as_ref().map(RecordId::as_str))
        .bind(i64::from(new.guardian_agrees))
        .bind(new.staying.join(","))
        .bind(open.request.worker.account())
        .bind(open.case.institution.as_str())
        .bind(new.to.as_str())
        .bind(institution)
        .bind(open.request.second())
    )?;
    Ok(())
}
