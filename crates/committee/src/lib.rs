//! The committee wing: what institutions report, where they differ, what the committee adopts.
//!
//! A reported figure is one institution's word and is never overwritten; an adopted figure is the
//! committee's word and never touches it. This crate knows places, periods, institutions and
//! counts. It never holds, finds, shows or exports the identity of anybody, and it may not depend
//! on a crate that does.
//!
//! One folder for each noun; inside it one file for each verb. Every function that touches data
//! asks for a permit, and looks again whether what it touches lies in the permit's scope.

pub mod adoption;
pub mod catalogue;
pub mod counts;
pub mod discrepancies;
mod error;
pub mod figures;
pub mod imports;
mod kept;
pub mod meetings;
pub mod returns;
pub mod shapes;
pub mod situation;
pub mod snapshots;
pub mod targets;
mod written;

pub use catalogue::Catalogue;
pub use error::CommitteeError;
pub(crate) use figures::timestamp;
pub use kept::kept_faults;
pub use written::MOST as LONGEST_TEXT;

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

/// The committee's tables.
pub const MIGRATIONS: Migrations = Migrations {
    component: "committee",
    steps: &[
        step!("figures", "0001_figures.sql"),
        step!("returns", "0002_returns.sql"),
        step!("imports", "0003_imports.sql"),
        step!("discrepancies", "0004_discrepancies.sql"),
        step!("picture", "0005_picture.sql"),
        step!("words given back", "0006_words.sql"),
        step!("overview", "0007_overview.sql"),
        step!("table counts", "0008_table_counts.sql"),
        step!("file names", "0009_file_names.sql"),
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
) -> Result<(), CommitteeError> {
    let detail = serde_json::to_string(detail).map_err(|_| CommitteeError::Corrupt("event"))?;
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
        .map_err(|error| CommitteeError::Ledger(error.to_string()))?;
    Ok(())
}
