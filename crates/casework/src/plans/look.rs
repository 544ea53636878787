//! The day of the next look at a plan: every three months for an adult, every month for a child, or
//! sooner. It reminds whoever leads the case; it changes nothing of the plan.

use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::{DAY, time},
    grants::{Need, OpenCase},
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

/// When a plan was looked at, and when it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLook {
    /// When, and the account that did; none before the first look.
    pub last: Option<(Timestamp, String)>,
    /// The day of the next.
    pub next_at: Timestamp,
}

type Row = (Option<i64>, Option<String>, i64);

/// The most days from one look to the next.
const fn most_days(as_child: bool) -> i64 {
    if as_child { 31 } else { 92 }
}

impl Casework {
    /// Says that the plan was looked at with the person, and when it will be again.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `plan-without-goal`,
    /// `plan-look-invalid` unless the day is to come and at most three months away, for a child one.
    #[boxed]
    pub async fn plan_look(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        next_at: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let days = most_days(open.case.age.is_protected_as_child());
        let next = next_at.as_second();
        if next <= request.second() || next > request.second() + days * DAY {
            return Err(CaseworkError::Invalid("plan-look-invalid"));
        }
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE plan_look SET looked_at = $1, looked_by = $2, next_at = $3
                 WHERE case_code = $4",
            )
            .bind(request.second())
            .bind(request.worker.account())
            .bind(next)
            .bind(code.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("plan-without-goal"));
        }
        self.remind(&mut open, next).await?;
        open.log("plan-looked-at", ("", &json!({}))).await?;
        open.commit().await
    }

    /// When the plan was looked at and will be; `None` while there is no goal.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn plan_next_look(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Option<PlanLook>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let row: Option<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT looked_at, looked_by, next_at FROM plan_look WHERE case_code = $1",
            )
            .bind(code.as_str())
            .fetch_optional(connection)
        })?;
        row.map(|(at, by, next_at)| {
            Ok(PlanLook {
                last: at.map(time).transpose()?.zip(by),
                next_at: time(next_at)?,
            })
        })
        .transpose()
    }

    /// Sets the first day, with the plan's first goal; the caller logs.
    pub(super) async fn begin_looks(&self, open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
        let days = most_days(open.case.age.is_protected_as_child());
        let next = open.request.second() + days * DAY;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO plan_look (case_code, next_at) VALUES ($1, $2)
                 ON CONFLICT (case_code) DO NOTHING",
            )
            .bind(open.case.code.as_str())
            .bind(next)
        )?;
        if touched > 0 {
            self.remind(open, next).await?;
        }
        Ok(())
    }

    async fn remind(&self, open: &mut OpenCase<'_>, next: i64) -> Result<(), CaseworkError> {
        self.task_done(open, (TaskKind::ReviewPlan, "")).await?;
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let task = NewTask::of_worker(TaskKind::ReviewPlan, (&institution, &manager), next);
        self.task_open(open, &task).await
    }
}
