//! The task that lasts until everything that protects a child is arranged. It alerts; it stops nothing.

use super::{ChildMeasure, latest::latest};
use crate::{
    Casework, CaseworkError,
    casework::DAY,
    grants::OpenCase,
    tasks::{NewTask, TaskKind},
};

/// By when somebody should speak for a child, in days.
const GUARDIAN_DAYS: i64 = 2;

impl Casework {
    /// Opens the task where something is not arranged, and closes it where everything is.
    pub(crate) async fn protect_child(&self, open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
        if !open.case.age.is_protected_as_child() {
            return Ok(());
        }
        let known = latest(open).await?;
        let is_settled = |measure: &ChildMeasure| {
            let mut known = known.iter();
            known.any(|one| one.measure == *measure && measure.is_settled(one.progress))
        };
        if ChildMeasure::ALL.iter().all(is_settled) {
            return self.task_done(open, (TaskKind::ProtectChild, "")).await;
        }
        if self.task_waits(open, TaskKind::ProtectChild).await? {
            return Ok(());
        }
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let due_at = open.request.second() + GUARDIAN_DAYS * DAY;
        let whose = (institution.as_str(), manager.as_str());
        let task = NewTask::of_worker(TaskKind::ProtectChild, whose, due_at);
        self.task_open(open, &task).await
    }
}
