//! Which files are too small for noise. At 105 people and ε = 4 the reference program reports 13 of 27
//! single counts; at ε = 12 it reports 63 combinations of three that nobody is in.

use super::MILLION;
use crate::Error;

/// Files with fewer people are refused.
pub const LEAST_RECORDS: u64 = 2_000;

/// The largest ε, in millionths: above it noise hardly protects anybody.
pub const LARGEST_EPSILON: u64 = 4 * MILLION;

/// Refuses a file with too few people.
pub(super) fn check_records(records: u64) -> Result<(), Error> {
    if records >= LEAST_RECORDS {
        return Ok(());
    }
    Err(Error::Infeasible {
        reason: format!(
            "the file has {records} people, and noise needs {LEAST_RECORDS} at least: with fewer, noise that protects them drowns nearly every count, and noise that does not invents combinations nobody is in. Pool more years, or round the counts instead (table protect)"
        ),
    })
}

/// Refuses an ε that is nothing or too much.
pub(super) fn check_epsilon(millionths: u64) -> Result<(), Error> {
    if (1..=LARGEST_EPSILON).contains(&millionths) {
        return Ok(());
    }
    Err(Error::Option {
        option: "epsilon".to_owned(),
        reason: "it is above 0 and at most 4: above, one person's presence can all but be told"
            .to_owned(),
    })
}
