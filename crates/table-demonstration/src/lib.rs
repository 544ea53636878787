//! The demonstration of the table wing: workers of several professions, and a dozen synthetic cases.
//!
//! Every person is invented, and their names say so. All of it goes through casework's own functions:
//! this crate writes no row itself and must never be given a database that holds real cases.

mod alarms;
mod cases;
mod children;
mod counted;
mod disclosures;
mod emergency;
mod experiences;
mod followups;
mod identifications;
mod judged;
mod looks;
mod phases;
mod plans;
mod proceedings;
mod providers;
mod recoveries;
mod scene;
mod seats;
mod staff;
mod steps;
mod successions;

pub use seats::{TWO_BODIES, load_two_seats};
pub use staff::{PASSPHRASE, RECOVERY_CODE, SECRET, STAFF, StaffMember};

use access::Actor;
use casework::{Casework, CaseworkError, CountingGate, Request};
use jiff::Timestamp;

/// Which part in proceedings the invented people take. Nothing that is decided for them, and no
/// number that is counted of them, may tell one from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// As the demonstration tells it.
    AsTold,
    /// Each turned round.
    TurnedRound,
}

impl Part {
    /// What is written of somebody's part.
    pub(crate) fn told(self, number: usize) -> &'static str {
        let takes_part = number.is_multiple_of(2) == (self == Self::AsTold);
        if takes_part {
            "bashkëpunon"
        } else {
            "nuk merr pjesë"
        }
    }
}

/// Registers the workers and plays the cases. The actors stand for [`STAFF`], in its order.
///
/// # Errors
/// When an actor belongs to no institution, somebody works here already, or the database fails; what
/// was written until then stays.
pub async fn load(
    casework: &Casework,
    actors: &[Actor],
    now: Timestamp,
) -> Result<(), CaseworkError> {
    load_as(casework, actors, (now, Part::AsTold)).await
}

/// The same, with the part that everybody takes in proceedings as it is told, or turned round.
///
/// # Errors
/// As [`load`].
pub async fn load_as(
    casework: &Casework,
    actors: &[Actor],
    (now, part): (Timestamp, Part),
) -> Result<(), CaseworkError> {
    let began = cases::days_before(now, cases::LONGEST_AGO).min(counted::before(now)?);
    let everybody = staff::register(casework, actors, began).await?;
    let (workers, leaving) = everybody.split_at(staff::STAYING.min(everybody.len()));
    let actors = &actors[..workers.len()];
    let cases = cases::play(casework, workers, (now, part)).await?;
    disclosures::play(casework, workers, &cases, began).await?;
    phases::play(casework, workers, &cases).await?;
    proceedings::play(casework, workers, (now, part)).await?;
    judged::play(casework, workers, now).await?;
    emergency::play(casework, workers, (began, now)).await?;
    recoveries::play(casework, (actors, workers), (began, now)).await?;
    alarms::play(casework, workers, now).await?;
    successions::play(casework, (workers, leaving), now).await?;
    // Last, because the others choose among the cases that are there.
    counted::play(casework, workers, (now, part)).await?;
    looks::kept_up(casework, workers, now).await?;
    casework.retention_watch(now).await?;
    casework.unconfirmed_watch(now).await?;
    Ok(())
}

/// Counts the cases of the last full quarter and hands the count over to the committee.
///
/// # Errors
/// When the first of the actors does not lead cases, or the gate refuses.
pub async fn hand_over(
    casework: &Casework,
    gate: &dyn CountingGate,
    (actors, now): (&[Actor], Timestamp),
) -> Result<(), CaseworkError> {
    let first = actors.first().ok_or(CaseworkError::NotFound("worker"))?;
    let worker = casework.enter(first, PASSPHRASE, now).await?;
    let request = Request {
        worker: &worker,
        now,
    };
    counted::hand_over(gate, request).await
}
