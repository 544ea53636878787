//! The door-keeper: accounts, sign-in and sessions of one database.

use crate::{
    AccessError, Actor, OperatingSystemRandom,
    passwords::{Hashing, PasswordCost},
};
use jiff::{SignedDuration, Timestamp};
use ledger::NewEvent;
use serde_json::Value;
use std::sync::Arc;
use store::{Database, Migrations, Step, Transaction};
use vocabulary::RandomSource;

/// The tables of accounts, sessions and access tokens.
pub const MIGRATIONS: Migrations = Migrations {
    component: "access",
    steps: &[
        Step {
            name: "accounts",
            sqlite: include_str!("../migrations/sqlite/0001_accounts.sql"),
            postgres: include_str!("../migrations/postgres/0001_accounts.sql"),
        },
        Step {
            name: "tokens",
            sqlite: include_str!("../migrations/sqlite/0002_tokens.sql"),
            postgres: include_str!("../migrations/postgres/0002_tokens.sql"),
        },
        Step {
            name: "second-factor",
            sqlite: include_str!("../migrations/sqlite/0003_second_factor.sql"),
            postgres: include_str!("../migrations/postgres/0003_second_factor.sql"),
        },
        Step {
            name: "session-device",
            sqlite: include_str!("../migrations/sqlite/0004_session_device.sql"),
            postgres: include_str!("../migrations/postgres/0004_session_device.sql"),
        },
        Step {
            name: "memberships",
            sqlite: include_str!("../migrations/sqlite/0005_memberships.sql"),
            postgres: include_str!("../migrations/postgres/0005_memberships.sql"),
        },
        Step {
            name: "acting-membership",
            sqlite: include_str!("../migrations/sqlite/0006_acting_membership.sql"),
            postgres: include_str!("../migrations/postgres/0006_acting_membership.sql"),
        },
    ],
};

/// How long sessions live, and how often a wrong password may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// A session ends when nothing was asked for so long.
    pub idle: SignedDuration,
    /// A session ends so long after its sign-in, whatever happens.
    pub longest: SignedDuration,
    /// Attempts without success are counted over this time.
    pub attempts_over: SignedDuration,
    /// The most attempts for one sign-in name.
    pub attempts_of_name: i64,
    /// The most attempts from one client; a whole office may share one address.
    pub attempts_of_client: i64,
    /// What the hash of a new password costs. Less than [`PasswordCost::STANDARD`] is for tests, and for
    /// passwords that are no secret.
    pub password_cost: PasswordCost,
}

impl Default for Settings {
    /// 30 minutes idle, 12 hours at the longest; in 15 minutes 10 attempts for a name, 100 from a
    /// client.
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(30),
            longest: SignedDuration::from_hours(12),
            attempts_over: SignedDuration::from_mins(15),
            attempts_of_name: 10,
            attempts_of_client: 100,
            password_cost: PasswordCost::STANDARD,
        }
    }
}

/// Accounts, sign-in and sessions of one database. Cheap to clone.
#[derive(Clone)]
pub struct Access {
    pub(crate) database: Database,
    pub(crate) hashing: Hashing,
    pub(crate) random: Arc<dyn RandomSource>,
    pub(crate) settings: Settings,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Access")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Access {
    /// Over a database with [`MIGRATIONS`] and the ledger's, with the operating system's randomness.
    #[must_use]
    pub fn new(database: Database, settings: Settings) -> Self {
        Self::with_random(database, settings, Arc::new(OperatingSystemRandom))
    }

    /// The same with another source of randomness: a seeded one for demonstrations and tests.
    #[must_use]
    pub fn with_random(
        database: Database,
        settings: Settings,
        random: Arc<dyn RandomSource>,
    ) -> Self {
        Self {
            database,
            hashing: Hashing::new(settings.password_cost),
            random,
            settings,
        }
    }
}

/// Writes the audit event of an act on accounts, in the act's own transaction.
pub(crate) async fn record(
    transaction: &mut Transaction,
    actor: &Actor,
    (kind, subject): (&str, &str),
    detail: &Value,
    at: Timestamp,
) -> Result<(), AccessError> {
    let actor = actor.account_id().to_string();
    let event = NewEvent {
        at,
        actor: &actor,
        kind,
        subject,
        detail: &detail.to_string(),
    };
    ledger::append(transaction, &event).await?;
    Ok(())
}

/// A stored instant.
pub(crate) fn instant(microseconds: i64) -> Result<Timestamp, AccessError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| AccessError::Corrupt("instant"))
}
