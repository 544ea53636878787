//! Needs, dangers and plans are looked at again on their days, as whoever leads a case should: the day's
//! work of the demonstration is that of a service that keeps up, and not a wall of what was forgotten.

use crate::{
    plans::assess,
    scene::{DAY, Scene},
};
use casework::{
    CaseCode, Casework, CaseworkError, Domain, Request, RiskLevel, Task, TaskKind, Worker,
};
use jiff::Timestamp;

/// From one look at a plan to the next, in days: a child's is due every month, and an adult's may be.
const PLAN_DAYS: i64 = 30;

/// Does every look whose day has passed, the day before it was due.
pub(crate) async fn kept_up(
    casework: &Casework,
    staff: &[Worker],
    now: Timestamp,
) -> Result<(), CaseworkError> {
    for (manager, worker) in staff.iter().enumerate() {
        loop {
            let tasks = casework.tasks_of(Request { worker, now }).await?;
            let mut late = tasks.iter().filter(|task| task.is_overdue && is_look(task));
            let Some(task) = late.next() else { break };
            look(casework, staff, (manager, task)).await?;
        }
    }
    Ok(())
}

fn is_look(task: &Task) -> bool {
    matches!(task.kind, TaskKind::ReviewRisk | TaskKind::ReviewPlan)
}

async fn look(
    casework: &Casework,
    staff: &[Worker],
    (manager, task): (usize, &Task),
) -> Result<(), CaseworkError> {
    let code = CaseCode::parse(&task.code)?;
    // Hours are counted from one beginning, so that each look has a mark of its own.
    let scene = Scene {
        casework,
        staff,
        code: &code,
        with_guardian: false,
        manager,
        began: Timestamp::UNIX_EPOCH,
    };
    let hours = task.due_at.as_second() / 3600 - DAY;
    if task.kind == TaskKind::ReviewPlan {
        let next = scene.hours(hours + PLAN_DAYS * DAY);
        let by = scene.leading(hours);
        return casework.plan_look(by, &code, next).await;
    }
    let needs = (
        RiskLevel::Low,
        &[Domain::Economy][..],
        &[Domain::Family][..],
    );
    assess(
        scene,
        hours,
        needs,
        "U pa sërish bashkë: gjendja është më e qetë (rast i trilluar).",
    )
    .await
}
