//! The person's own request, and the joint team that it calls together.

use super::{FORMAL_TABLE, FormalState, FormalStep};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    codes::stored,
    concerns::IdentificationStep,
    grants::{Need, OpenCase, worker_row},
    machine::next,
    tasks::{NewTask, TaskKind},
    workers::{Profession, is_same_person},
};
use boxed::boxed;
use serde_json::json;

/// A request for formal identification.
#[derive(Debug, Clone)]
pub struct NewFormalRequest {
    /// Made once for the form that was shown.
    pub request: String,
    /// Whether the person asked for it themselves.
    pub person_asked: bool,
    /// Whether the guardian agrees: needed for a child and for unknown age.
    pub guardian_agrees: bool,
}

/// Who sits in the joint team: police and social services, from two institutions.
#[derive(Debug, Clone)]
pub struct FormalTeam {
    /// The account of a police officer.
    pub police: String,
    /// The account of a social worker.
    pub social_services: String,
    /// Whether a psychologist takes part.
    pub with_psychologist: bool,
    /// Whether an interpreter takes part.
    pub with_interpreter: bool,
    /// Whether a guardian takes part: needed for a child and for unknown age.
    pub with_guardian: bool,
}

/// When the team should have met, in days from the request. The clock alerts and decides nothing.
const TEAM_DAYS: i64 = 3;

impl Casework {
    /// Records that the person asks to be formally identified. Nobody else can ask.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `formal-before-briefing`,
    /// `formal-not-asked`, `formal-guardian-missing`, `guardian-unsuitable`, `formal-not-now`,
    /// `request-missing`.
    #[boxed]
    pub async fn formal_request(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewFormalRequest,
    ) -> Result<RecordId, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("formal", &new.request)).await? {
            return Ok(id);
        }
        open.expect_briefed("formal-before-briefing")?;
        if !new.person_asked {
            return Err(CaseworkError::Refused("formal-not-asked"));
        }
        open.expect_guardian(new.guardian_agrees, "formal-guardian-missing")
            .await?;
        open.identify(IdentificationStep::RequestFormal).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO formal_identification (id, case_code, state, requested_at)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(FormalState::Requested.code())
            .bind(request.second())
        )?;
        let due_at = request.second() + TEAM_DAYS * DAY;
        self.formal_task(&mut open, (TaskKind::ConveneTeam, id.as_str()), due_at)
            .await?;
        open.remember(("formal", &new.request), id.as_str()).await?;
        open.log("formal-requested", ("", &json!({"formal": id.as_str()})))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Names the joint team.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for an unknown worker;
    /// `formal-team-invalid`, `formal-guardian-missing`, `guardian-unsuitable`,
    /// `formal-step-not-allowed`.
    #[boxed]
    pub async fn formal_convene(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (formal, team): (&RecordId, &FormalTeam),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let police = worker_row(&mut open, &team.police).await?;
        let social = worker_row(&mut open, &team.social_services).await?;
        let is_joint = police.1 == Profession::Police
            && social.1 == Profession::SocialWorker
            && police.0 != social.0
            && !is_same_person(&team.police, &team.social_services);
        if !is_joint {
            return Err(CaseworkError::Invalid("formal-team-invalid"));
        }
        open.expect_guardian(team.with_guardian, "formal-guardian-missing")
            .await?;
        move_formal(&mut open, (formal, FormalStep::Convene)).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE formal_identification SET police = $1, social_services = $2,
                    psychologist = $3, interpreter = $4, guardian = $5 WHERE id = $6",
            )
            .bind(team.police.as_str())
            .bind(team.social_services.as_str())
            .bind(i64::from(team.with_psychologist))
            .bind(i64::from(team.with_interpreter))
            .bind(i64::from(team.with_guardian))
            .bind(formal.as_str())
        )?;
        self.task_done(&mut open, (TaskKind::ConveneTeam, formal.as_str()))
            .await?;
        open.log("formal-convened", ("", &json!({"formal": formal.as_str()})))
            .await?;
        open.commit().await
    }

    /// A task of the case manager about a formal identification.
    pub(super) async fn formal_task(
        &self,
        open: &mut OpenCase<'_>,
        (kind, formal): (TaskKind, &str),
        due_at: i64,
    ) -> Result<(), CaseworkError> {
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let task = NewTask {
            concerns: formal,
            ..NewTask::of_worker(kind, (&institution, &manager), due_at)
        };
        self.task_open(open, &task).await
    }
}

/// Moves a formal identification of the open case by the table; gives the state that it reached.
pub(super) async fn move_formal(
    open: &mut OpenCase<'_>,
    (formal, step): (&RecordId, FormalStep),
) -> Result<FormalState, CaseworkError> {
    let state = state_of(open, formal).await?;
    let after = next(FORMAL_TABLE, state, step);
    let after = after.ok_or(CaseworkError::Refused("formal-step-not-allowed"))?;
    store::execute!(
        open.transaction,
        store::query("UPDATE formal_identification SET state = $1 WHERE id = $2")
            .bind(after.code())
            .bind(formal.as_str())
    )?;
    Ok(after)
}

/// Where a formal identification of the open case stands.
pub(super) async fn state_of(
    open: &mut OpenCase<'_>,
    formal: &RecordId,
) -> Result<FormalState, CaseworkError> {
    let row: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT state FROM formal_identification WHERE id = $1 AND case_code = $2")
            .bind(formal.as_str())
            .bind(open.case.code.as_str())
            .fetch_optional(connection)
    })?;
    let (state,) = row.ok_or(CaseworkError::NotFound("formal"))?;
    stored(FormalState::from_code, &state)
}
