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

/// The query behind the list of the whole country: the end of the primary key.
pub const LIST: &str = selected!("WHERE id < $1 ORDER BY id DESC LIMIT 300");

/// The query behind the list of one place; its plan is tested.
pub const LIST_OF_PLACE: &str =
    selected!("WHERE place = $2 AND id < $1 ORDER BY place DESC, id DESC LIMIT 300");

/// The query behind a chain; its plan is tested.
pub const CHAIN: &str = selected!(
    "WHERE registered = $1 AND place = $2 AND period = $3 ORDER BY registered, place, period, id"
);

/// The query behind one release; its plan is tested.
pub const ONE: &str = selected!("WHERE code = $1");

/// The releases that the permit reaches, the latest first, three hundred at once: of its own place, or with a
/// permit for the whole country of all places. `before` is the number of a release; the list goes on with
/// those that were proposed before it.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn release_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
    before: Option<i64>,
) -> Result<Vec<Release>, ReleaseError> {
    let country = catalogue.country();
    let place = &permit.scope().place;
    let is_whole = place == country.code();
    let before = before.unwrap_or(i64::MAX);
    let rows: Vec<Columns> = store::read!(database, connection => {
        if is_whole {
            store::query_as(LIST).bind(before).fetch_all(connection)
        } else {
            store::query_as(LIST_OF_PLACE)
                .bind(before)
                .bind(place.to_string())
                .fetch_all(connection)
        }
    })?;
    let mut releases = Vec::new();
    for row in rows {
        let release = row.release()?;
        if permit.reaches_place(country, &release.place) {
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
