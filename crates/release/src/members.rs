//! What the members of a committee are shown of each other: releases to them, in the same register
//! and the same audit as what the public is shown. A member who knows of a figure of another
//! institution knows it from here.

use crate::{
    CellKey, Figure, ReleaseError,
    register::{Release, State, cells_of_release, members_rows},
};
use access::{Permit, ReadReleased};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{Period, PlaceCode, country::Protection};

/// One table of one period, as the members of a committee were last shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRelease {
    /// Its code in the register.
    pub code: String,
    /// The registered table.
    pub table: String,
    /// The place of the committee.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// 1, and one more each time that it was shown anew.
    pub number: i64,
    /// What was done to the counts.
    pub protection: Protection,
    /// The hash of what is shown.
    pub hash: String,
    /// Who released it, and when.
    pub released: (String, Timestamp),
    /// The figures, in the order of the table.
    pub figures: Vec<(CellKey, Figure)>,
}

/// What was released to the members of the permit's committee: of each table and period the last,
/// the latest period first. What was withdrawn is left out.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn released_to_members(
    database: &Database,
    permit: &Permit<ReadReleased>,
) -> Result<Vec<MemberRelease>, ReleaseError> {
    let latest = latest_of(database, &permit.scope().place).await?;
    let mut shown = Vec::new();
    for release in latest {
        let cells = cells_of_release(database, release.id).await?;
        let figures = cells
            .into_iter()
            .map(|cell| (cell.key, Figure::new(cell.shown)));
        shown.push(MemberRelease {
            figures: figures.collect(),
            code: release.code,
            table: release.table,
            place: release.place,
            period: release.period,
            number: release.number,
            protection: release.protection,
            hash: release.hash,
            released: release.proposed,
        });
    }
    Ok(shown)
}

/// Of each table and period the last release to the members of a place's committee, the latest period
/// first. What was withdrawn is left out.
pub(crate) async fn latest_of(
    database: &Database,
    place: &PlaceCode,
) -> Result<Vec<Release>, ReleaseError> {
    let mut latest: Vec<Release> = Vec::new();
    for row in members_rows(database, place).await? {
        let before = latest.iter_mut();
        let mut before = before.filter(|one| (&one.table, one.period) == (&row.table, row.period));
        match before.next() {
            Some(before) => *before = row,
            None => latest.push(row),
        }
    }
    latest.retain(|one| one.state == State::Approved);
    latest.sort_by(|one, other| (other.period, &one.table).cmp(&(one.period, &other.table)));
    Ok(latest)
}
