//! The outcome with its reasons, the notice to the person, the review, the withdrawal.

use super::{FormalStep, request::move_formal};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, casework::DAY,
    concerns::IdentificationStep, fields, grants::Need, tasks::TaskKind,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

/// When the person should have been told the outcome, in days.
const NOTICE_DAYS: i64 = 2;

impl Casework {
    /// Records the outcome, of the team or of the review, with its reasons.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `formal-step-not-allowed`,
    /// `field-invalid` for an outcome without reasons.
    #[boxed]
    pub async fn formal_decide(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (formal, is_victim, reasons): (&RecordId, bool, &SecretText),
    ) -> Result<(), CaseworkError> {
        fields::check_text(reasons)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (step, status) = if is_victim {
            (FormalStep::DecideYes, IdentificationStep::DecideYes)
        } else {
            (FormalStep::DecideNo, IdentificationStep::DecideNo)
        };
        move_formal(&mut open, (formal, step)).await?;
        open.identify(status).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE formal_identification SET decided_at = $1, noticed_at = NULL WHERE id = $2",
            )
            .bind(request.second())
            .bind(formal.as_str())
        )?;
        let place = (formal.as_str(), Field::FormalReasons);
        fields::put(&mut open, place, reasons, &*self.random).await?;
        let due_at = request.second() + NOTICE_DAYS * DAY;
        self.formal_task(&mut open, (TaskKind::GiveNotice, formal.as_str()), due_at)
            .await?;
        open.log("formal-decided", ("", &json!({"formal": formal.as_str()})))
            .await?;
        open.commit().await
    }

    /// Records that the person was told the outcome, its reasons and how to have it reviewed.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `formal-nothing-to-tell` when nothing
    /// was decided, or the person knows already.
    #[boxed]
    pub async fn formal_notice(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        formal: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE formal_identification SET noticed_at = $1
                 WHERE id = $2 AND case_code = $3 AND decided_at IS NOT NULL
                   AND noticed_at IS NULL",
            )
            .bind(request.second())
            .bind(formal.as_str())
            .bind(code.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("formal-nothing-to-tell"));
        }
        self.task_done(&mut open, (TaskKind::GiveNotice, formal.as_str()))
            .await?;
        open.log("formal-noticed", ("", &json!({"formal": formal.as_str()})))
            .await?;
        open.commit().await
    }

    /// Takes the request back, or asks for a review: the person's own, at any time, without a reason.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `formal-step-not-allowed` for any
    /// other step, and where this one leads nowhere.
    #[boxed]
    pub async fn formal_ask(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (formal, step): (&RecordId, FormalStep),
    ) -> Result<(), CaseworkError> {
        let status = match step {
            FormalStep::AskReview => IdentificationStep::RequestFormal,
            FormalStep::Withdraw => IdentificationStep::WithdrawRequest,
            FormalStep::Convene | FormalStep::DecideYes | FormalStep::DecideNo => {
                return Err(CaseworkError::Refused("formal-step-not-allowed"));
            }
        };
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        move_formal(&mut open, (formal, step)).await?;
        open.identify(status).await?;
        if step == FormalStep::Withdraw {
            self.task_done(&mut open, (TaskKind::ConveneTeam, formal.as_str()))
                .await?;
        }
        let more = json!({"formal": formal.as_str(), "step": step.code()});
        open.log("formal-asked", ("", &more)).await?;
        open.commit().await
    }
}
