//! The demonstration of the table wing: workers of several professions, and a dozen synthetic cases.
//!
//! Every person is invented, and their names say so. All of it goes through casework's own functions:
//! this crate writes no row itself and must never be given a database that holds real cases.

mod cases;
mod disclosures;
mod followups;
mod identifications;
mod phases;
mod plans;
mod providers;
mod scene;
mod staff;
mod steps;

pub use staff::{PASSPHRASE, RECOVERY_CODE, SECRET, STAFF, StaffMember};

use access::Actor;
use casework::{Casework, CaseworkError};
use jiff::Timestamp;

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
    let began = cases::days_before(now, cases::LONGEST_AGO);
    let workers = staff::register(casework, actors, began).await?;
    let cases = cases::play(casework, &workers, now).await?;
    disclosures::play(casework, &workers, &cases, began).await?;
    phases::play(casework, &workers, &cases).await
}
