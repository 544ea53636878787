//! Estimates of the hidden population, kept with all that they rest on.
//!
//! The engine (`multiple-systems`) calculates and knows nothing of who asks; here is who may ask,
//! what is kept and what the log says. An estimate speaks of the whole country: there is no way to
//! ask for one district and one year. Capture histories are small counts and never leave this crate
//! but for those who may run an estimate. Linkage rounds make them from lists without names, and
//! delete them.

mod error;
pub mod estimates;
pub mod rounds;
mod written;

pub use error::EstimationError;

use access::Actor;
use jiff::Timestamp;
use ledger::NewEvent;
use serde::Serialize;
use store::{Migrations, Step, Transaction};

/// One migration in both wordings.
macro_rules! step {
    ($name:literal, $file:literal) => {
        Step {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

/// The tables of this crate.
pub const MIGRATIONS: Migrations = Migrations {
    component: "estimation",
    steps: &[
        step!("estimates", "0001_estimates.sql"),
        step!("rounds", "0002_rounds.sql"),
        step!("round files outside the log", "0003_unlogged.sql"),
    ],
};

/// Writes the audit event of an act, in the act's own transaction.
pub(crate) async fn record(
    transaction: &mut Transaction,
    actor: &Actor,
    kind: &str,
    subject: &str,
    detail: &impl Serialize,
    at: Timestamp,
) -> Result<(), EstimationError> {
    let detail = serde_json::to_string(detail).map_err(|_| EstimationError::Corrupt("event"))?;
    let account = actor.account_id().to_string();
    let event = NewEvent {
        at,
        actor: &account,
        kind,
        subject,
        detail: &detail,
    };
    ledger::append(transaction, &event)
        .await
        .map_err(|error| EstimationError::Ledger(error.to_string()))?;
    Ok(())
}
