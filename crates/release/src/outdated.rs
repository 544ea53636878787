//! Which releases to the members of a committee no longer stand for what the committee knows: a count has
//! moved out of what its figure stands for, was settled since, or is settled no more. It is for who
//! releases, and sees exact figures anyway; members are not told, since that something moved tells.

use crate::{
    ReleaseError, Shown,
    members::latest_of,
    register::cells_of_release,
    settled::{self, Settled},
};
use access::{Permit, ProposeRelease};
use boxed::boxed;
use committee::Catalogue;
use store::Database;
use vocabulary::{Period, country::Audience};

/// A release to members that is out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Its code in the register.
    pub code: String,
    /// The registered table.
    pub table: String,
    /// The period.
    pub period: Period,
    /// Figures that no longer stand for their count.
    pub moved: usize,
    /// Figures that were not reported, and are settled now.
    pub settled: usize,
    /// Figures whose count is settled no more.
    pub open: usize,
}

/// The releases to the members of the permit's committee that are out of date, the latest period first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn outdated_to_members(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ProposeRelease>,
) -> Result<Vec<Outdated>, ReleaseError> {
    let mut found = Vec::new();
    for release in latest_of(database, &permit.scope().place).await? {
        let cells = cells_of_release(database, release.id).await?;
        let keys: Vec<_> = cells.iter().map(|cell| cell.key.clone()).collect();
        let counts = settled::read(database, catalogue, &keys, Audience::Members).await?;
        let mut outdated = Outdated {
            code: release.code,
            table: release.table,
            period: release.period,
            moved: 0,
            settled: 0,
            open: 0,
        };
        for cell in &cells {
            let now = counts.get(&cell.key).copied().unwrap_or(Settled::Open);
            match (cell.shown.published(), now) {
                (Some(shown), Settled::Count(count)) if !shown.admits(count) => outdated.moved += 1,
                (Some(_), Settled::Count(_)) => {}
                (Some(_), _) => outdated.open += 1,
                (None, Settled::Count(_)) => outdated.settled += 1,
                (None, Settled::NotApplicable) if cell.shown != Shown::NotApplicable => {
                    outdated.settled += 1;
                }
                (None, _) => {}
            }
        }
        if outdated.moved + outdated.settled + outdated.open > 0 {
            found.push(outdated);
        }
    }
    Ok(found)
}
