//! Reading snapshots back, and checking that they are what was frozen.

use super::SnapshotContent;
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_of_number},
    timestamp,
};
use access::{Permit, ReadSnapshot};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{Period, PlaceCode};

/// A snapshot as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its code, printed on everything made from it.
    pub code: String,
    /// The place.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// The hash of its content.
    pub hash: String,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// By whom.
    pub account_name: String,
}

store::row! {
    struct Columns {
        code: String,
        place: i64,
        period: i64,
        hash: String,
        taken_at: i64,
        account_name: String,
    }
}

impl Columns {
    fn snapshot(self, catalogue: &Catalogue) -> Result<Snapshot, CommitteeError> {
        Ok(Snapshot {
            code: self.code,
            place: catalogue.place_code(self.place)?,
            period: period_of_number(self.period).ok_or(CommitteeError::Corrupt("snapshot"))?,
            hash: self.hash,
            taken_at: timestamp(self.taken_at)?,
            account_name: self.account_name,
        })
    }
}

/// The query behind the list; its plan is tested.
pub const LIST: &str = "SELECT code, place, period, hash, taken_at, account_name FROM snapshot
 WHERE place = $1 ORDER BY place DESC, id DESC LIMIT 100";

/// The last hundred snapshots of the permit's place, the latest first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn snapshot_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
) -> Result<Vec<Snapshot>, CommitteeError> {
    let place = catalogue.place(&permit.scope().place)?;
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(LIST).bind(place).fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|row| row.snapshot(catalogue))
        .collect()
}

/// One snapshot with its content, for those who may see its place.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none, or none in the permit's place;
/// [`CommitteeError::Corrupt`] when it is not what was frozen.
#[boxed]
pub async fn snapshot_find(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
    code: &str,
) -> Result<(Snapshot, SnapshotContent), CommitteeError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT code, place, period, hash, taken_at, account_name FROM snapshot WHERE code = $1",
        )
        .bind(code.to_owned())
        .fetch_optional(connection)
    })?;
    let snapshot = row
        .ok_or(CommitteeError::NotFound("snapshot"))?
        .snapshot(catalogue)?;
    if !permit.reaches_place(catalogue.country(), &snapshot.place) {
        return Err(CommitteeError::NotFound("snapshot"));
    }
    let text: String = store::read!(database, connection => {
        store::query_scalar("SELECT content FROM snapshot WHERE code = $1")
            .bind(code.to_owned())
            .fetch_one(connection)
    })?;
    if blake3::hash(text.as_bytes()).to_hex().as_str() != snapshot.hash {
        return Err(CommitteeError::Corrupt("snapshot"));
    }
    let content = serde_json::from_str(&text).map_err(|_| CommitteeError::Corrupt("snapshot"))?;
    Ok((snapshot, content))
}
