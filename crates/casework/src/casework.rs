//! The opened wing: its own database, its own randomness. It is never attached to the committee's.

use crate::{CaseworkError, workers::Worker};
use jiff::Timestamp;
use std::sync::Arc;
use store::{Database, Migrations, Step};
use vocabulary::RandomSource;

/// A step in both wordings.
macro_rules! step {
    ($name:literal, $file:literal) => {
        Step {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $file, ".sql")),
        }
    };
}

/// The wing's tables. They want `ledger::MIGRATIONS` beside them.
pub const MIGRATIONS: Migrations = Migrations {
    component: "casework",
    steps: &[
        step!("casework", "0001_casework"),
        step!("screening", "0002_screening"),
        step!("disclosures", "0003_disclosures"),
        step!("referrals", "0004_referrals"),
        step!("plans", "0005_plans"),
        step!("identifications", "0006_identifications"),
        step!("closures", "0007_closures"),
        step!("presence", "0008_presence"),
        step!("versions", "0009_versions"),
        step!("justice", "0010_justice"),
        step!("transfers", "0011_transfers"),
        step!("conferences", "0012_conferences"),
        step!("emergency", "0013_emergency"),
        step!("statistics", "0015_statistics"),
        step!("name-words", "0016_name_words"),
        step!("recoveries", "0017_recoveries"),
        step!("drafts", "0018_drafts"),
        step!("alarms", "0019_alarms"),
        step!("speed", "0020_speed"),
        step!("retention", "0021_retention"),
        step!("keepers", "0022_keepers"),
        step!("plan-looks", "0023_plan_looks"),
        step!("matter-denials", "0024_matter_denials"),
        step!("closures-due", "0025_closures_due"),
        step!("seats", "0026_seats"),
        step!("successions", "0029_successions"),
        step!("alarm-hours", "0030_alarm_hours"),
        step!("order", "0031_order"),
        step!("first-help", "0032_first_help"),
        step!("children", "0033_children"),
        step!("refused-entries", "0034_refused_entries"),
        step!("interpreters", "0035_interpreters"),
        step!("unconfirmed", "0036_unconfirmed"),
        step!("one index", "0037_one_index"),
    ],
};

/// What is true of a country or an office, and not of the program.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What one guess at a passphrase costs.
    pub passphrase_cost: seal::PassphraseCost,
    /// The country's telephone code, digits only.
    pub dialling_code: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passphrase_cost: seal::PassphraseCost::STANDARD,
            dialling_code: String::new(),
        }
    }
}

/// The opened wing. Clones share it.
#[derive(Clone)]
pub struct Casework {
    pub(crate) database: Database,
    pub(crate) settings: Arc<Settings>,
    pub(crate) random: Arc<dyn RandomSource>,
}

impl Casework {
    /// Takes the wing's own database, opened with `ledger::MIGRATIONS` and [`MIGRATIONS`].
    #[must_use]
    pub fn new(database: Database, settings: Settings, random: Arc<dyn RandomSource>) -> Self {
        Self {
            database,
            settings: Arc::new(settings),
            random,
        }
    }
}

/// Who does what, where and when: what every function of the wing is told.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Who, through the inner door.
    pub worker: &'a Worker,
    /// When.
    pub now: Timestamp,
}

impl Request<'_> {
    pub(crate) fn second(&self) -> i64 {
        self.now.as_second()
    }
}

/// A stored second as a time.
pub(crate) fn time(second: i64) -> Result<Timestamp, CaseworkError> {
    Timestamp::from_second(second).map_err(|_| CaseworkError::Corrupt("time"))
}

pub(crate) const HOUR: i64 = 3600;
pub(crate) const DAY: i64 = 24 * HOUR;
