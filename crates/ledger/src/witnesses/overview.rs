//! Whether witnesses do their part, for a page: when the log was last signed, who fetched and signed it
//! when, and whether that is too long ago.

use super::{
    Witness,
    register::{time, witness_list},
};
use crate::LedgerError;
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use store::Database;

/// How witnesses stand to a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessOverview {
    /// When the newest checkpoint was signed, and of how many rows it is.
    pub signed: Option<(Timestamp, u64)>,
    /// What the daily check found wrong with the log, and when; nothing on all good days.
    pub fault: Option<(Timestamp, String)>,
    /// The witnesses, by name.
    pub witnesses: Vec<Witness>,
}

impl WitnessOverview {
    /// For so long a log may go without a signature, or a witness without signing; in days.
    pub const LONGEST_DAYS: i64 = 7;

    /// Whether no checkpoint was signed for too long.
    #[must_use]
    pub fn is_unsigned(&self, now: Timestamp) -> bool {
        self.signed.is_none_or(|(at, _)| is_long_ago(at, now))
    }

    /// Whether a witness has not signed for too long: since it was entered, or since it last did.
    #[must_use]
    pub fn is_late(&self, witness: &Witness, now: Timestamp) -> bool {
        let last = witness.cosigned.map_or(witness.added_at, |(at, _)| at);
        is_long_ago(last, now)
    }

    /// Whether somebody must do something: nobody witnesses the log, one is late, nothing is signed, or
    /// the log is at fault.
    #[must_use]
    pub fn is_amiss(&self, now: Timestamp) -> bool {
        let is_late = self.witnesses.iter().any(|one| self.is_late(one, now));
        self.fault.is_some() || self.witnesses.is_empty() || is_late || self.is_unsigned(now)
    }
}

fn is_long_ago(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) >= SignedDuration::from_hours(24 * WitnessOverview::LONGEST_DAYS)
}

/// How witnesses stand to a log.
///
/// # Errors
/// When the database fails or holds what cannot be read.
#[boxed]
pub async fn witness_overview(database: &Database) -> Result<WitnessOverview, LedgerError> {
    let signed: Option<(i64, i64)> = store::read!(database, connection => {
        store::query_as(
            "SELECT signed_at, size FROM ledger_checkpoint
             ORDER BY signed_at DESC, size DESC LIMIT 1",
        )
        .fetch_optional(connection)
    })?;
    let fault: Option<(i64, String)> = store::read!(database, connection => {
        store::query_as("SELECT found_at, message FROM ledger_fault").fetch_optional(connection)
    })?;
    let signed = signed.map(|(at, size)| {
        let size = u64::try_from(size).map_err(|_| LedgerError::Corrupt(size))?;
        Ok::<_, LedgerError>((time(at)?, size))
    });
    Ok(WitnessOverview {
        signed: signed.transpose()?,
        fault: fault
            .map(|(at, message)| Ok::<_, LedgerError>((time(at)?, message)))
            .transpose()?,
        witnesses: witness_list(database).await?,
    })
}
