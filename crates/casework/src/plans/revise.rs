//! Putting an action in other words, for another day, or as another kind of help. The person's yes was
//! to what stood there before, so they are asked anew; what stood there is kept.

use super::{ActionChange, ActionState, actions::seen, versions};
use crate::{CaseCode, Casework, CaseworkError, RecordId, Request, Service, fields, grants::Need};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// An action in its new words.
#[derive(Debug)]
pub struct ActionRevision {
    /// Which action.
    pub action: RecordId,
    /// The version that was seen.
    pub version: i64,
    /// What kind of help.
    pub service: Service,
    /// By when.
    pub due_at: Timestamp,
    /// What is done.
    pub text: SecretText,
}

impl Casework {
    /// Revises an action that has not begun; gives its next version. Whoever was chosen for another
    /// kind of help is chosen no longer.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `plan-changed-meanwhile`,
    /// `action-begun` once it has begun or is over, `action-due-passed`, `field-invalid`.
    #[boxed]
    pub async fn action_revise(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &ActionRevision,
    ) -> Result<i64, CaseworkError> {
        fields::check_text(&new.text)?;
        if new.due_at <= request.now {
            return Err(CaseworkError::Invalid("action-due-passed"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (state, _) = seen(&mut open, (&new.action, new.version)).await?;
        if !matches!(
            state,
            ActionState::Proposed | ActionState::Agreed | ActionState::Declined
        ) {
            return Err(CaseworkError::Refused("action-begun"));
        }
        let version = new.version + 1;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE plan_action SET state = $1, version = $2, due_at = $3, service = $4,
                    provider = CASE WHEN service = $4 THEN provider END
                 WHERE id = $5",
            )
            .bind(ActionState::Proposed.code())
            .bind(version)
            .bind(new.due_at.as_second())
            .bind(new.service.code())
            .bind(new.action.as_str())
        )?;
        let place = (&new.action, version);
        versions::keep(&mut open, place, (ActionChange::Revised, &[])).await?;
        versions::keep_text(&mut open, place, &new.text, &*self.random).await?;
        let more = json!({"action": new.action.as_str(), "version": version});
        open.log("action-revised", ("plan-action", &more)).await?;
        open.commit().await?;
        Ok(version)
    }
}
