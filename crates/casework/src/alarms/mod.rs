//! Alarms: somebody opens many more people's texts than they and their colleagues usually do, is refused
//! again and again, opens cases in danger to life again and again, or works at hours that are unusual for
//! them. The rules are few and plain
//! (`docs/decisions/0015-alarms-by-plain-rules.md`); an alarm stops nobody, accuses nobody and names no
//! person and no case. It is raised in the transaction of what raised it, so that none is lost.

mod acknowledge;
mod hours;
mod list;
mod propose;
mod raise;
mod watch;
mod watchers;

use crate::codes::codes;

pub(crate) use hours::opened_matter;
pub use list::{Alarm, AlarmAcknowledgement, AlarmOverview};
pub(crate) use watch::{asked_in_danger, is_opening, opened, refused};
pub use watchers::AlarmWatchers;

codes! {
    /// What is unusual.
    AlarmKind {
        /// Texts of more than [`AlarmKind::PERSONS_AN_HOUR`] persons opened within an hour.
        ManyPersons = "many-persons",
        /// More than [`AlarmKind::TIMES_USUAL`] times as many persons in a day as on the busiest day of
        /// the last thirty.
        BusyDay = "busy-day",
        /// [`AlarmKind::REFUSALS_AN_HOUR`] refusals or more within an hour.
        ManyRefusals = "many-refusals",
        /// Danger to life claimed [`AlarmKind::EMERGENCIES_A_MONTH`] times or more in thirty days.
        ManyEmergencies = "many-emergencies",
        /// More than [`AlarmKind::TEXTS_AN_HOUR`] texts opened within an hour.
        ManyTexts = "many-texts",
        /// Texts opened more than an hour from every hour of the day at which the worker opened any in
        /// thirty days; of whoever opened some on [`AlarmKind::DAYS_KNOWN`] of them or more.
        UnusualHour = "unusual-hour",
        /// Texts of more than [`AlarmKind::MATTERS_AN_HOUR`] matters opened within an hour.
        ManyMatters = "many-matters",
    }
}

impl AlarmKind {
    /// As many persons within an hour are still usual.
    pub const PERSONS_AN_HOUR: i64 = 12;
    /// A day of as many times the busiest day is still usual.
    pub const TIMES_USUAL: i64 = 3;
    /// A day of so few persons is never unusual.
    pub const FEWEST_PERSONS: i64 = 6;
    /// So many refusals within an hour are unusual.
    pub const REFUSALS_AN_HOUR: i64 = 10;
    /// So many emergencies in thirty days are unusual.
    pub const EMERGENCIES_A_MONTH: i64 = 3;
    /// So many texts within an hour are still usual.
    pub const TEXTS_AN_HOUR: i64 = 60;
    /// On so many days somebody opened something before an hour can be unusual for them.
    pub const DAYS_KNOWN: i64 = 10;
    /// So many matters within an hour are still usual.
    pub const MATTERS_AN_HOUR: i64 = 6;
    /// How many days a worker is compared with.
    pub const DAYS_COMPARED: i64 = 30;
}

codes! {
    /// What whoever looked at an alarm found.
    AlarmFinding {
        /// The work of that day explains it.
        Explained = "explained",
        /// It was talked about, and more was opened than the work asked for.
        Warned = "warned",
        /// It was told to the head of the institution.
        Reported = "reported",
    }
}
