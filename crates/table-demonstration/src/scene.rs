//! What is played on one case: its code, when it began, and who works on it.

use casework::{CaseCode, Casework, Request, Worker};
use jiff::{SignedDuration, Timestamp};

pub(crate) const DAY: i64 = 24;

/// One case and everybody who may work on it.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s> {
    pub(crate) casework: &'s Casework,
    pub(crate) staff: &'s [Worker],
    pub(crate) code: &'s CaseCode,
    /// Whether a guardian agrees to what is told: the age is not known.
    pub(crate) with_guardian: bool,
    /// Who leads it.
    pub(crate) manager: usize,
    /// When the case was taken in.
    pub(crate) began: Timestamp,
}

impl Scene<'_> {
    /// So many hours after the case began.
    pub(crate) fn hours(&self, hours: i64) -> Timestamp {
        let span = SignedDuration::from_hours(hours);
        self.began.saturating_add(span).unwrap_or(self.began)
    }

    /// Whoever leads the case, so many hours after it began.
    pub(crate) fn leading(&self, hours: i64) -> Request<'_> {
        self.by(self.manager, hours)
    }

    /// A worker of the staff, so many hours after the case began.
    pub(crate) fn by(&self, worker: usize, hours: i64) -> Request<'_> {
        Request {
            worker: &self.staff[worker],
            now: self.hours(hours),
        }
    }
}
