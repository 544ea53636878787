//! The recipient's side: received, accepted or rejected with a reason, begun, completed.

use super::{ReferralStep, RejectReason, send::move_referral};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    concerns::PhaseStep,
    disclosures::{DisclosureStep, move_disclosure, open_received},
    grants::{OpenCase, refuse},
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use serde_json::json;

/// What a recipient says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralAnswer {
    /// It is in our hands.
    Receive,
    /// We will help.
    Accept,
    /// We cannot, because.
    Reject(RejectReason),
    /// We help now.
    Begin,
    /// It is done.
    Complete,
}

impl ReferralAnswer {
    const fn step(self) -> ReferralStep {
        match self {
            Self::Receive => ReferralStep::Receive,
            Self::Accept => ReferralStep::Accept,
            Self::Reject(_) => ReferralStep::Reject,
            Self::Begin => ReferralStep::Begin,
            Self::Complete => ReferralStep::Complete,
        }
    }
}

impl Casework {
    /// Answers a referral for the recipient. A rejection destroys what was told and gives the sender
    /// a task to refer again.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but a worker of the recipient;
    /// `referral-step-not-allowed`.
    #[boxed]
    pub async fn referral_answer(
        &self,
        request: Request<'_>,
        referral: &RecordId,
        answer: ReferralAnswer,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_referral(request, referral).await?;
        let id = referral.as_str();
        move_referral(&mut open, (id, answer.step())).await?;
        match answer {
            ReferralAnswer::Reject(reason) => self.reject(&mut open, (id, reason)).await?,
            ReferralAnswer::Accept => {
                self.task_done(&mut open, (TaskKind::AnswerReferral, id))
                    .await?;
                open.move_phase_if_it_can(PhaseStep::BeginAssistance)
                    .await?;
            }
            ReferralAnswer::Receive | ReferralAnswer::Begin | ReferralAnswer::Complete => {}
        }
        let more = json!({"referral": id, "step": answer.step().code()});
        open.log("referral-answered", ("", &more)).await?;
        open.commit().await
    }

    async fn reject(
        &self,
        open: &mut OpenCase<'_>,
        (id, reason): (&str, RejectReason),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            open.transaction,
            store::query("UPDATE referral SET reason = $1 WHERE id = $2")
                .bind(reason.code())
                .bind(id)
        )?;
        self.task_done(open, (TaskKind::AnswerReferral, id)).await?;
        let disclosure = open.case.subject.clone();
        move_disclosure(open, (&disclosure, DisclosureStep::Return)).await?;
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let task = NewTask {
            concerns: id,
            ..NewTask::of_worker(
                TaskKind::ReferAgain,
                (&institution, &manager),
                open.request.second(),
            )
        };
        self.task_open(open, &task).await
    }

    /// Opens the package of a referral to the worker's institution, without its fields.
    async fn open_referral<'a>(
        &self,
        request: Request<'a>,
        referral: &RecordId,
    ) -> Result<OpenCase<'a>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let row: Option<(Option<String>,)> = store::within!(transaction, connection => {
            store::query_as("SELECT disclosure FROM referral WHERE id = $1 AND recipient = $2")
                .bind(referral.as_str())
                .bind(request.worker.institution())
                .fetch_optional(connection)
        })?;
        let Some((Some(disclosure),)) = row else {
            let what = (referral.as_str(), "referral");
            return Err(refuse(transaction, request, what).await?);
        };
        drop(transaction);
        open_received(self, request, &RecordId::stored(disclosure), &[]).await
    }
}
