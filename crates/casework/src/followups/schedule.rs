//! The days of the follow-up. Nobody is contacted who does not wish it.

use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
    codes::{codes, stored},
    concerns::PhaseStep,
    grants::Need,
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

codes! {
    /// Where one follow-up stands. That it is overdue follows from its day.
    FollowUpState {
        /// To come.
        Planned = "planned",
        /// Done.
        Done = "done",
        /// The person could not be reached safely.
        NotReached = "not-reached",
        /// The person wished none.
        Declined = "declined",
    }
}

/// One follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its id.
    pub id: RecordId,
    /// How many months after the beginning.
    pub month: i64,
    /// Where it stands.
    pub state: FollowUpState,
    /// Its day.
    pub due_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// The months of the follow-up.
const MONTHS: [i64; 5] = [1, 3, 6, 12, 24];
/// The days of a month here: a day more or less is no matter in two years.
const MONTH_DAYS: i64 = 30;

impl Casework {
    /// Begins the follow-up, with a task for each of its five days.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `followup-not-wished` without the
    /// person's wish to be contacted, `case-step-not-allowed` before the plan was carried out.
    #[boxed]
    pub async fn followup_begin(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        person_wishes: bool,
    ) -> Result<(), CaseworkError> {
        if !person_wishes {
            return Err(CaseworkError::Refused("followup-not-wished"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        open.move_phase(PhaseStep::BeginFollowUp).await?;
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        for month in MONTHS {
            let id = RecordId::fresh(&*self.random);
            let due_at = request.second() + month * MONTH_DAYS * DAY;
            store::execute!(
                open.transaction,
                store::query(
                    "INSERT INTO follow_up (id, case_code, month, state, due_at)
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(id.as_str())
                .bind(code.as_str())
                .bind(month)
                .bind(FollowUpState::Planned.code())
                .bind(due_at)
            )?;
            let task = NewTask {
                concerns: id.as_str(),
                ..NewTask::of_worker(TaskKind::FollowUp, (&institution, &manager), due_at)
            };
            self.task_open(&mut open, &task).await?;
        }
        open.log("followup-begun", ("", &json!({"days": MONTHS.len()})))
            .await?;
        open.commit().await
    }

    /// The follow-ups of a case, the earliest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn followups(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<FollowUp>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<(String, i64, String, i64, Option<i64>)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, month, state, due_at, done_at FROM follow_up
                 WHERE case_code = $1 ORDER BY due_at, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, month, state, due_at, done_at)| {
                Ok(FollowUp {
                    id: RecordId::stored(id),
                    month,
                    state: stored(FollowUpState::from_code, &state)?,
                    due_at: time(due_at)?,
                    done_at: done_at.map(time).transpose()?,
                })
            })
            .collect()
    }
}
