//! Sending a draft, and calling back what was sent.

use super::{REFERRAL_TABLE, ReferralState, ReferralStep, Urgency};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::HOUR,
    codes::{split_codes, stored},
    disclosures::{self, Parcel, compartments_of},
    fields,
    grants::{Need, OpenCase},
    machine::next,
    tasks::{NewTask, TaskKind},
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use serde_json::json;

type DraftRow = (String, String, String, String, String);

impl Casework {
    /// Sends a draft: seals exactly its fields for the recipient and starts the clock of the answer.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on all its fields; `referral-step-not-allowed`;
    /// what [`Casework::disclosure_send`] refuses: the basis may be over by now.
    #[boxed]
    pub async fn referral_send(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        referral: &RecordId,
    ) -> Result<(), CaseworkError> {
        let row: Option<(String,)> = store::read!(self.database, connection => {
            store::query_as("SELECT fields FROM referral WHERE id = $1 AND case_code = $2")
                .bind(referral.as_str())
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        let fields = row
            .map(|(fields,)| split_codes(&fields, Field::from_code))
            .transpose()?;
        let mut compartments = compartments_of(fields.as_deref().unwrap_or_default());
        if !compartments.contains(&Compartment::Care) {
            compartments.push(Compartment::Care);
        }
        let need = Need {
            compartments: &compartments,
            purposes: &[Purpose::CaseManagement, Purpose::Service],
        };
        let mut open = self.open_case(request, code, need).await?;
        move_referral(&mut open, (referral.as_str(), ReferralStep::Send)).await?;
        self.dispatch(&mut open, referral).await?;
        open.commit().await
    }

    async fn dispatch(
        &self,
        open: &mut OpenCase<'_>,
        referral: &RecordId,
    ) -> Result<(), CaseworkError> {
        let id = referral.as_str();
        let row: DraftRow = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT code, recipient, basis, fields, urgency FROM referral WHERE id = $1",
            )
            .bind(id)
            .fetch_one(connection)
        })?;
        let (shown, recipient, basis, fields, urgency) = row;
        let parcel = Parcel {
            basis: &RecordId::stored(basis),
            recipient: &recipient,
            fields: &split_codes(&fields, Field::from_code)?,
            note: fields::get(open, (id, Field::ReferralNote)).await?,
        };
        let disclosure = disclosures::send(self, open, parcel).await?;
        let hours = stored(Urgency::from_code, &urgency)?.answer_hours();
        let due_at = open.request.second() + hours * HOUR;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE referral SET disclosure = $1, sent_at = $2, due_at = $3 WHERE id = $4",
            )
            .bind(disclosure.as_str())
            .bind(open.request.second())
            .bind(due_at)
            .bind(id)
        )?;
        let task =
            NewTask::of_institution(TaskKind::AnswerReferral, (&recipient, &shown, id), due_at);
        self.task_open(open, &task).await?;
        open.log("referral-sent", ("", &json!({"referral": id})))
            .await
    }

    /// Calls a referral back; the recipient is asked to destroy what it was told.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `referral-step-not-allowed`.
    #[boxed]
    pub async fn referral_recall(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        referral: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let id = referral.as_str();
        move_referral(&mut open, (id, ReferralStep::Recall)).await?;
        let (disclosure,): (Option<String>,) = store::within!(open.transaction, connection => {
            store::query_as("SELECT disclosure FROM referral WHERE id = $1")
                .bind(id)
                .fetch_one(connection)
        })?;
        let disclosure = disclosure.ok_or(CaseworkError::Corrupt("referral"))?;
        self.task_done(&mut open, (TaskKind::AnswerReferral, id))
            .await?;
        open.log("referral-recalled", ("", &json!({"referral": id})))
            .await?;
        disclosures::recall(self, &mut open, &disclosure).await?;
        open.commit().await
    }
}

/// Moves a referral of the open case by the table; gives the state that it reached.
pub(super) async fn move_referral(
    open: &mut OpenCase<'_>,
    (referral, step): (&str, ReferralStep),
) -> Result<ReferralState, CaseworkError> {
    let row: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT state FROM referral WHERE id = $1 AND case_code = $2")
            .bind(referral)
            .bind(open.case.code.as_str())
            .fetch_optional(connection)
    })?;
    let (state,) = row.ok_or(CaseworkError::NotFound("referral"))?;
    let state = stored(ReferralState::from_code, &state)?;
    let after = next(REFERRAL_TABLE, state, step);
    let after = after.ok_or(CaseworkError::Refused("referral-step-not-allowed"))?;
    store::execute!(
        open.transaction,
        store::query("UPDATE referral SET state = $1, moved_at = $2 WHERE id = $3")
            .bind(after.code())
            .bind(open.request.second())
            .bind(referral)
    )?;
    Ok(after)
}

/// What a recalled disclosure means for the referral that it came with: it ends too, unless it was
/// over before.
pub(crate) async fn recall_of(
    wing: &Casework,
    open: &mut OpenCase<'_>,
    disclosure: &str,
) -> Result<(), CaseworkError> {
    let row: Option<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT id, state FROM referral WHERE disclosure = $1")
            .bind(disclosure)
            .fetch_optional(connection)
    })?;
    let Some((referral, state)) = row else {
        return Ok(());
    };
    let state = stored(ReferralState::from_code, &state)?;
    if next(REFERRAL_TABLE, state, ReferralStep::Recall).is_some() {
        move_referral(open, (&referral, ReferralStep::Recall)).await?;
        wing.task_done(open, (TaskKind::AnswerReferral, &referral))
            .await?;
    }
    Ok(())
}
