//! Reading the register, for those inside.

use super::{
    cells_of_release,
    row::{Columns, Release, selected},
};
use crate::{CellKey, Figure, ReleaseError};
use access::{Permit, ReadSnapshot};
use boxed::boxed;
use committee::Catalogue;
use store::Database;

/// A release with its figures and the chain that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The release.
    pub release: Release,
    /// Its figures, in the order of the table.
    pub figures: Vec<(CellKey, Figure)>,
    /// All releases of the same table, place and period, the first first.
    pub chain: Vec<Release>,
}

/// The query behind the list: the end of the primary key.
pub const LIST: &str = selected!("ORDER BY id DESC LIMIT 300");

/// The query behind a chain; its plan is tested.
pub const CHAIN: &str = selected!(
    "WHERE registered = $1 AND place = $2 AND period = $3 ORDER BY registered, place, period, id"
);

/// The query behind one release; its plan is tested.
pub const ONE: &str = selected!("WHERE code = $1");

/// The last three hundred releases that the permit reaches, the latest first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn release_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
) -> Result<Vec<Release>, ReleaseError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(LIST).fetch_all(connection)
    })?;
    let mut releases = Vec::new();
    for row in rows {
        let release = row.release()?;
        if permit.reaches_place(catalogue.country(), &release.place) {
            releases.push(release);
        }
    }
    Ok(releases)
}

/// One release with its figures and its chain.
///
/// # Errors
/// [`ReleaseError::NotFound`] where there is none that the permit reaches.
#[boxed]
pub async fn release_find(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
    code: &str,
) -> Result<Listed, ReleaseError> {
    let release = find(database, code).await?;
    if !permit.reaches_place(catalogue.country(), &release.place) {
        return Err(ReleaseError::NotFound("release"));
    }
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(CHAIN)
            .bind(release.table.clone())
            .bind(release.place.to_string())
            .bind(release.period.to_string())
            .fetch_all(connection)
    })?;
    let cells = cells_of_release(database, release.id).await?;
    Ok(Listed {
        figures: cells
            .into_iter()
            .map(|cell| (cell.key, Figure::new(cell.shown)))
            .collect(),
        chain: rows
            .into_iter()
            .map(Columns::release)
            .collect::<Result<_, _>>()?,
        release,
    })
}

pub(super) async fn find(database: &Database, code: &str) -> Result<Release, ReleaseError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(ONE)
            .bind(code.to_owned())
            .fetch_optional(connection)
    })?;
    row.ok_or(ReleaseError::NotFound("release"))?.release()
}
