//! What a map is drawn on: the regions by the package's outlines; the places in one region by surveyed
//! outlines where all of them have one, otherwise by areas around their centres, which say so.

use crate::{
    door::PublicDoor,
    grid::{Grid, Row},
    pictures::marks,
};
use boxed::boxed;
use committee::{
    CommitteeError,
    shapes::{Polygons, shapes_of},
};
use page::Words;
use press::chart::{Ground, Mark, Position, Region, SchematicArea, SchematicRegion, Shape};
use std::collections::BTreeMap;
use vocabulary::{Country, PlaceCode};

/// Surveyed outlines by place.
pub(crate) type Outlines = BTreeMap<PlaceCode, Polygons>;

/// The surveyed outlines of a table's places. They are no secret, and no figure is read with them.
#[boxed]
pub(crate) async fn outlines(door: &PublicDoor, grid: &Grid) -> Result<Outlines, CommitteeError> {
    let below = grid.rows.iter();
    let below = below.filter(|row| door.country().shape(&row.place).is_none());
    let places: Vec<PlaceCode> = below.map(|row| row.place.clone()).collect();
    shapes_of(&door.database, &door.catalogue, &places).await
}

/// The ground of a table whose rows are places; `None` where they are not, or where nothing is known of
/// where they lie.
pub(crate) fn ground(
    (country, words): (&Country, Words),
    grid: &Grid,
    outlines: &Outlines,
) -> Result<Option<Ground>, press::Error> {
    let rows = &grid.rows;
    let is_by_place = rows.len() > 1 && rows.iter().any(|row| row.place != *country.code());
    if !is_by_place {
        return Ok(None);
    }
    let of_package = |row: &Row| Some(whole(country.shape(&row.place)?));
    let surveyed = |row: &Row| outlines.get(&row.place).cloned();
    if let Some(regions) = regions(words, grid, of_package)? {
        return Ok(Some(Ground::Surveyed(regions)));
    }
    if let Some(regions) = regions(words, grid, surveyed)? {
        return Ok(Some(Ground::Surveyed(regions)));
    }
    schematic((country, words), grid)
}

/// Outlines without holes, as the package gives them.
fn whole(rings: &[Vec<(f64, f64)>]) -> Polygons {
    let rings = rings.iter();
    rings
        .map(|ring| {
            let points = ring.iter().map(|(x, y)| [*x, *y]);
            vec![points.collect::<Vec<Position>>()]
        })
        .collect()
}

/// The total's mark of a row: the first column.
fn mark(words: Words, grid: &Grid, row: usize) -> Option<Mark> {
    marks(words, grid, row).into_iter().next()
}

/// All rows by their outlines; `None` where one has none.
fn regions(
    words: Words,
    grid: &Grid,
    outline: impl Fn(&Row) -> Option<Polygons>,
) -> Result<Option<Vec<Region>>, press::Error> {
    let mut regions = Vec::new();
    for (number, row) in grid.rows.iter().enumerate() {
        let (Some(polygons), Some(mark)) = (outline(row), mark(words, grid, number)) else {
            return Ok(None);
        };
        regions.push(Region {
            name: row.head.clone(),
            label: row.head.clone(),
            shape: Shape::parse(&row.head, polygons)?,
            mark,
        });
    }
    Ok(Some(regions))
}

/// The places of one region around their centres, inside its outline.
fn schematic(
    (country, words): (&Country, Words),
    grid: &Grid,
) -> Result<Option<Ground>, press::Error> {
    let places = grid
        .rows
        .iter()
        .map(|row| country.place(row.place.as_str()));
    let Some(places) = places.collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let region = places.first().and_then(|place| place.parent.as_ref());
    let Some(region) =
        region.filter(|own| places.iter().all(|one| one.parent.as_ref() == Some(*own)))
    else {
        return Ok(None);
    };
    let Some(rings) = country.shape(region) else {
        return Ok(None);
    };
    let name = country.place(region.as_str());
    let name = name.map_or("", |place| place.names.text(words.language()));
    let outline = Shape::parse(name, whole(rings))?;
    let mut regions = Vec::new();
    for (number, (row, place)) in grid.rows.iter().zip(&places).enumerate() {
        let (Some((latitude, longitude)), Some(mark)) = (place.centre, mark(words, grid, number))
        else {
            return Ok(None);
        };
        regions.push(SchematicRegion {
            name: row.head.clone(),
            label: row.head.clone(),
            centre: [longitude, latitude],
            mark,
        });
    }
    Ok(Some(Ground::Schematic {
        areas: vec![SchematicArea { outline, regions }],
        note: words.text("map-schematic"),
    }))
}
