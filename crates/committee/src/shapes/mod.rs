//! Surveyed outlines of places below the regions, brought in once from a file. Without them a map is
//! schematic and says so.

use crate::{CommitteeError, catalogue::Catalogue, record, written};
use access::{OperateSystem, Permit};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use std::collections::BTreeMap;
use store::Database;
use vocabulary::{Place, PlaceCode};

/// Polygons, each an outer ring and its holes, of longitudes and latitudes in degrees.
pub type Polygons = Vec<Vec<Vec<[f64; 2]>>>;

/// What a file brings in.
#[derive(Debug)]
pub struct NewShapes<'a> {
    /// The level that all of them belong to.
    pub level: &'a str,
    /// The file's name, its hash and what else tells where the outlines come from.
    pub source: &'a str,
    /// Each place's outline.
    pub shapes: &'a [(PlaceCode, Polygons)],
}

/// Replaces all outlines of a level, or changes nothing.
///
/// # Errors
/// [`CommitteeError::UnknownCode`] for a place that the country does not have, for a source that gives a
/// person away, and when the database fails.
#[boxed]
pub async fn shapes_replace(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<OperateSystem>,
    new: &NewShapes<'_>,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let source = written::open("source", new.source)?;
    let mut transaction = database.begin().await?;
    let of_level = |place: &&Place| place.level == new.level;
    for place in catalogue.country().places().iter().filter(of_level) {
        let number = catalogue.place(&place.code)?;
        store::execute!(
            transaction,
            store::query("DELETE FROM place_shape WHERE place = $1").bind(number)
        )?;
    }
    for (place, polygons) in new.shapes {
        let geometry =
            serde_json::to_string(polygons).map_err(|_| CommitteeError::Corrupt("outline"))?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO place_shape (place, geometry, source, loaded_at)
                 VALUES ($1, $2, $3, $4)"
            )
            .bind(catalogue.place(place)?)
            .bind(geometry)
            .bind(source.clone())
            .bind(now.as_microsecond())
        )?;
    }
    // Pictures that are kept show the old outlines.
    store::execute!(
        transaction,
        store::query("UPDATE picture_version SET number = number + 1 WHERE id = 1")
    )?;
    let detail = json!({"level": new.level, "places": new.shapes.len(), "source": source.as_str()});
    let (actor, kind) = (permit.actor(), "shapes-replaced");
    record(&mut transaction, actor, kind, new.level, &detail, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// The outlines of some places, where there are any. Outlines are no secret: no permit is asked for.
///
/// # Errors
/// When the database fails or holds something else.
#[boxed]
pub async fn shapes_of(
    database: &Database,
    catalogue: &Catalogue,
    places: &[PlaceCode],
) -> Result<BTreeMap<PlaceCode, Polygons>, CommitteeError> {
    let mut found = BTreeMap::new();
    for place in places {
        let number = catalogue.place(place)?;
        let geometry: Option<String> = store::read!(database, connection => {
            store::query_scalar("SELECT geometry FROM place_shape WHERE place = $1")
                .bind(number)
                .fetch_optional(connection)
        })?;
        if let Some(geometry) = geometry {
            let polygons =
                serde_json::from_str(&geometry).map_err(|_| CommitteeError::Corrupt("outline"))?;
            found.insert(place.clone(), polygons);
        }
    }
    Ok(found)
}
