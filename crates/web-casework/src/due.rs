//! When tasks are due: what has passed, today, the days that come, later. A plan reaches two years
//! ahead; whoever opens the day's work must not look for today among next year's follow-ups.

use casework::Task;
use jiff::{Timestamp, ToSpan as _};
use page::{office_date, office_instant};

/// How many days count as soon, today among them.
const SOON_DAYS: i32 = 7;

/// Tasks by when they are due, each in the order in which they came.
pub(crate) struct ByDay<'t> {
    /// Its time has passed.
    pub(crate) overdue: Vec<&'t Task>,
    /// Still today, by the clocks of the offices.
    pub(crate) today: Vec<&'t Task>,
    /// Within seven days.
    pub(crate) soon: Vec<&'t Task>,
    /// After that.
    pub(crate) later: Vec<&'t Task>,
}

impl<'t> ByDay<'t> {
    /// Tasks as they lie at an instant.
    pub(crate) fn at(now: Timestamp, tasks: &'t [Task]) -> Self {
        let (tomorrow, next) = (days_on(now, 1), days_on(now, SOON_DAYS));
        let mut days = Self {
            overdue: Vec::new(),
            today: Vec::new(),
            soon: Vec::new(),
            later: Vec::new(),
        };
        for task in tasks {
            let day = if task.is_overdue {
                &mut days.overdue
            } else if task.due_at < tomorrow {
                &mut days.today
            } else if task.due_at < next {
                &mut days.soon
            } else {
                &mut days.later
            };
            day.push(task);
        }
        days
    }
}

/// The beginning of the day so many days after that of an instant.
fn days_on(now: Timestamp, days: i32) -> Timestamp {
    let day = office_date(now).saturating_add(days.days());
    office_instant(day, 0, 0).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::{RecordId, TaskKind};

    fn task(now: Timestamp, due_at: &str) -> Task {
        let due_at: Timestamp = due_at.parse().unwrap();
        Task {
            id: RecordId::parse("AAAAAAAAAAAAAAAAAAAAAAAA").unwrap(),
            kind: TaskKind::FollowUp,
            code: due_at.to_string(),
            concerns: None,
            due_at,
            is_overdue: due_at <= now,
        }
    }

    /// In January the offices are an hour ahead of the world's clock.
    #[test]
    fn a_day_ends_at_the_offices_midnight_and_a_week_has_seven() {
        let now = "2026-01-08T22:30:00Z".parse().unwrap();
        let tasks = [
            "2026-01-08T22:30:00Z",
            "2026-01-08T22:59:59Z",
            "2026-01-08T23:00:00Z",
            "2026-01-14T22:59:59Z",
            "2026-01-14T23:00:00Z",
            "2028-01-08T00:00:00Z",
        ]
        .map(|due| task(now, due));
        let days = ByDay::at(now, &tasks);
        let codes = |of: &[&Task]| of.iter().map(|one| one.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&days.overdue), ["2026-01-08T22:30:00Z"]);
        assert_eq!(codes(&days.today), ["2026-01-08T22:59:59Z"]);
        assert_eq!(
            codes(&days.soon),
            ["2026-01-08T23:00:00Z", "2026-01-14T22:59:59Z"]
        );
        assert_eq!(
            codes(&days.later),
            ["2026-01-14T23:00:00Z", "2028-01-08T00:00:00Z"]
        );
    }
}
