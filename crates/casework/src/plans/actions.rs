//! Actions: proposed by somebody, agreed to by the person, one by one. Two people who change the same
//! action do not overwrite each other: a change names the version that it saw.

use super::{
    ACTION_TABLE, ActionChange, ActionState, ActionStep, Witness,
    versions::{keep, keep_text},
};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request, Service,
    codes::stored,
    concerns::PhaseStep,
    fields,
    grants::{Need, OpenCase},
    machine::next,
    providers,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// An action to propose.
#[derive(Debug)]
pub struct NewAction {
    /// Made once for the form that was shown.
    pub request: String,
    /// The goal that it serves.
    pub goal: RecordId,
    /// What kind of help.
    pub service: Service,
    /// By when.
    pub due_at: Timestamp,
    /// What is done.
    pub text: SecretText,
}

/// A change of an action.
#[derive(Debug, Clone)]
pub struct ActionMove {
    /// Which action.
    pub action: RecordId,
    /// The version that was seen.
    pub version: i64,
    /// What happens: agreeing, declining and asking for time are the person's own.
    pub step: ActionStep,
    /// Who was there when the person answered; nobody where the step is no answer.
    pub present: Vec<Witness>,
}

type Row = (String, String, i64);

impl Casework {
    /// Proposes an action.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's goal;
    /// `action-due-passed`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn action_propose(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewAction,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.text)?;
        if new.due_at <= request.now {
            return Err(CaseworkError::Invalid("action-due-passed"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("action", &new.request)).await? {
            return Ok(id);
        }
        let goal: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT id FROM goal WHERE id = $1 AND case_code = $2")
                .bind(new.goal.as_str())
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        goal.ok_or(CaseworkError::NotFound("goal"))?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO plan_action (id, case_code, goal, service, state, version, due_at)
                 VALUES ($1, $2, $3, $4, $5, 1, $6)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(new.goal.as_str())
            .bind(new.service.code())
            .bind(ActionState::Proposed.code())
            .bind(new.due_at.as_second())
        )?;
        keep(&mut open, (&id, 1), (ActionChange::Proposed, &[])).await?;
        keep_text(&mut open, (&id, 1), &new.text, &*self.random).await?;
        open.remember(("action", &new.request), id.as_str()).await?;
        open.log("action-proposed", ("", &json!({"action": id.as_str()})))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Moves an action; gives its next version.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `plan-changed-meanwhile`,
    /// `action-step-not-allowed`, `action-present-missing` for an answer that nobody says who heard.
    #[boxed]
    pub async fn action_move(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        change: &ActionMove,
    ) -> Result<i64, CaseworkError> {
        if change.step.is_answer() && change.present.is_empty() {
            return Err(CaseworkError::Invalid("action-present-missing"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (state, _) = seen(&mut open, (&change.action, change.version)).await?;
        let after = next(ACTION_TABLE, state, change.step);
        let after = after.ok_or(CaseworkError::Refused("action-step-not-allowed"))?;
        store::execute!(
            open.transaction,
            store::query("UPDATE plan_action SET state = $1, version = version + 1 WHERE id = $2")
                .bind(after.code())
                .bind(change.action.as_str())
        )?;
        let what = (ActionChange::of(change.step), change.present.as_slice());
        keep(&mut open, (&change.action, change.version + 1), what).await?;
        match after {
            ActionState::Agreed => open.move_phase_if_it_can(PhaseStep::AgreePlan).await?,
            ActionState::InProgress => {
                open.move_phase_if_it_can(PhaseStep::BeginReintegration)
                    .await?;
            }
            _ => {}
        }
        let more = json!({"action": change.action.as_str(), "step": change.step.code()});
        open.log("action-moved", ("", &more)).await?;
        open.commit().await?;
        Ok(change.version + 1)
    }

    /// Keeps whom the person chose to help; gives the action's next version.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for no such provider;
    /// `plan-changed-meanwhile`, `provider-other-service`, `action-step-not-allowed` once it is over.
    #[boxed]
    pub async fn action_choose(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (action, version, provider): (&RecordId, i64, &RecordId),
    ) -> Result<i64, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (state, service) = seen(&mut open, (action, version)).await?;
        if !matches!(
            state,
            ActionState::Proposed | ActionState::Agreed | ActionState::InProgress
        ) {
            return Err(CaseworkError::Refused("action-step-not-allowed"));
        }
        if providers::service_of(&mut open.transaction, provider).await? != service {
            return Err(CaseworkError::Refused("provider-other-service"));
        }
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE plan_action SET provider = $1, version = version + 1 WHERE id = $2",
            )
            .bind(provider.as_str())
            .bind(action.as_str())
        )?;
        keep(
            &mut open,
            (action, version + 1),
            (ActionChange::Chosen, &[]),
        )
        .await?;
        let more = json!({"action": action.as_str(), "provider": provider.as_str()});
        open.log("provider-chosen", ("", &more)).await?;
        open.commit().await?;
        Ok(version + 1)
    }
}

/// The state and service of an action, as long as nobody changed it since it was seen.
pub(super) async fn seen(
    open: &mut OpenCase<'_>,
    (action, version): (&RecordId, i64),
) -> Result<(ActionState, Service), CaseworkError> {
    let row: Option<Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT state, service, version FROM plan_action WHERE id = $1 AND case_code = $2",
        )
        .bind(action.as_str())
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let (state, service, now) = row.ok_or(CaseworkError::NotFound("action"))?;
    if now != version {
        return Err(CaseworkError::Refused("plan-changed-meanwhile"));
    }
    let state = stored(ActionState::from_code, &state)?;
    Ok((state, stored(Service::from_code, &service)?))
}
