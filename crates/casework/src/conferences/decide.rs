//! Deciding: whoever leads the case writes down what was agreed, and it becomes a task of somebody who
//! holds access to that case. Nobody is given work on a case that they may not know of.

use super::{ConferenceState, DecisionKind, call::attended};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    codes::stored,
    grants::{Need, OpenCase, worker_row},
    tasks::{NewTask, TaskKind},
    workers::Purpose,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

/// A decision to write down.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// The entry of the agenda.
    pub entry: RecordId,
    /// What was decided.
    pub kind: DecisionKind,
    /// Who does it: an account with access to the case.
    pub responsible: String,
    /// By when: from today.
    pub due_at: Timestamp,
}

impl Casework {
    /// Writes a decision down.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant, or for an entry of another case;
    /// `case-lead-only`, `conference-not-sitting`, `conference-responsible-invalid`,
    /// `conference-due-passed`.
    #[boxed]
    pub async fn conference_decide(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewDecision,
    ) -> Result<RecordId, CaseworkError> {
        if new.due_at < request.now {
            return Err(CaseworkError::Invalid("conference-due-passed"));
        }
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        expect_sitting(&mut open, &new.entry).await?;
        let institution = responsible(&mut open, &new.responsible).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO conference_decision (id, entry, kind, responsible, due_at, decided_by,
                    decided_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(id.as_str())
            .bind(new.entry.as_str())
            .bind(new.kind.code())
            .bind(new.responsible.as_str())
            .bind(new.due_at.as_second())
            .bind(request.worker.account())
            .bind(request.second())
        )?;
        let task = NewTask {
            concerns: id.as_str(),
            ..NewTask::of_worker(
                TaskKind::ConferenceDecision,
                (&institution, &new.responsible),
                new.due_at.as_second(),
            )
        };
        self.task_open(&mut open, &task).await?;
        let more = json!({"decision": id.as_str(), "kind": new.kind.code()});
        open.log("conference-decided", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Says that a decision was carried out: whoever it was given to, while they hold access.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the case, or for somebody else's decision.
    #[boxed]
    pub async fn decision_done(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        decision: &RecordId,
    ) -> Result<(), CaseworkError> {
        let need = Need {
            compartments: &[],
            purposes: Purpose::WORKING,
        };
        let mut open = self.open_case(request, code, need).await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE conference_decision SET done_at = $1
                 WHERE id = $2 AND responsible = $3 AND done_at IS NULL
                   AND entry IN (SELECT id FROM conference_entry WHERE case_code = $4)",
            )
            .bind(request.second())
            .bind(decision.as_str())
            .bind(request.worker.account())
            .bind(code.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::NotFound("decision"));
        }
        let done = (TaskKind::ConferenceDecision, decision.as_str());
        self.task_done(&mut open, done).await?;
        let more = json!({"decision": decision.as_str()});
        open.log("conference-decision-done", ("", &more)).await?;
        open.commit().await
    }
}

async fn expect_sitting(open: &mut OpenCase<'_>, entry: &RecordId) -> Result<(), CaseworkError> {
    let row: Option<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT c.id, c.state FROM conference_entry e JOIN conference c ON c.id = e.conference
             WHERE e.id = $1 AND e.case_code = $2",
        )
        .bind(entry.as_str())
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let (conference, state) = row.ok_or(CaseworkError::NotFound("entry"))?;
    let request = open.request;
    let conference = RecordId::stored(conference);
    let found = attended(&mut open.transaction, request, &conference).await?;
    found.ok_or(CaseworkError::NotFound("entry"))?;
    (stored(ConferenceState::from_code, &state)? == ConferenceState::Sitting)
        .then_some(())
        .ok_or(CaseworkError::Refused("conference-not-sitting"))
}

/// The institution of whoever is to do it; they hold access to the case now.
async fn responsible(open: &mut OpenCase<'_>, account: &str) -> Result<String, CaseworkError> {
    let invalid = || CaseworkError::Invalid("conference-responsible-invalid");
    let row: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id FROM access_grant WHERE case_code = $1 AND holder = $2
               AND revoked_at IS NULL AND ends_at > $3 AND purpose <> 'emergency' LIMIT 1",
        )
        .bind(open.case.code.as_str())
        .bind(account)
        .bind(open.request.second())
        .fetch_optional(connection)
    })?;
    row.ok_or_else(invalid)?;
    let (institution, _) = worker_row(open, account).await.map_err(|_| invalid())?;
    Ok(institution)
}
