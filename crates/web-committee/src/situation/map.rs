//! The maps: the country by its regions, a region by its municipalities. Surveyed outlines where there
//! are any; otherwise areas around centre points, which say that they are schematic.

use super::{
    lines::{address, series},
    view::View,
};
use crate::{
    Door,
    error::InLanguage as _,
    show::{self, Picture},
};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::{shapes::shapes_of, situation::Series};
use page::{Failure, period_text};
use press::chart::{
    Choropleth, ChoroplethWords, Ground, Region, SchematicArea, SchematicRegion, Shape,
};
use vocabulary::{Breakdown, Country, Period, Place, PlaceCode};

/// The country by its regions, each leading to its own page.
pub(super) fn of_country(
    door: &Door,
    view: &View,
    lines: &[Series],
) -> Result<Option<Picture>, press::Error> {
    let Some(period) = view.latest() else {
        return Ok(None);
    };
    let decimals = show::decimals(door, &view.indicator);
    let mut regions = Vec::new();
    for line in lines {
        let name = show::place_name(door, view.words, &line.place);
        let Some(shape) = own_shape(door, &line.place, &name)? else {
            continue;
        };
        let link = format!(
            "/situation?place={}&period={period}&indicator={}",
            line.place, view.indicator
        );
        regions.push(Region {
            label: name.clone(),
            shape,
            mark: show::mark(view.words, &line.latest(), decimals, Some(&link)),
            name,
        });
    }
    let ground = Ground::Surveyed(regions);
    drawn(door, view, lines, (ground, "map-description"))
}

/// A region by the places of the next level below, each leading to its figures; nothing where no
/// institution tells anything of them.
#[boxed]
pub(super) async fn of_region(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
) -> Result<Option<Picture>, Failure> {
    let language = view.words.language();
    let Some(period) = view.latest() else {
        return Ok(None);
    };
    let mut lines = Vec::new();
    for place in below(door.country(), &view.place, period) {
        lines.push(series(door, permit, view, &place.code, &Breakdown::total()).await?);
    }
    let is_told = |line: &Series| line.known.iter().any(|(_, known)| known.reporters > 0);
    if !lines.iter().any(is_told) {
        return Ok(None);
    }
    let places: Vec<PlaceCode> = lines.iter().map(|line| line.place.clone()).collect();
    let surveyed = shapes_of(&door.database, &door.catalogue, &places)
        .await
        .shown(language)?;
    let ground = if surveyed.len() == places.len() {
        let regions = lines.iter().map(|line| {
            let name = show::place_name(door, view.words, &line.place);
            let polygons = surveyed.get(&line.place).cloned().unwrap_or_default();
            Ok(Region {
                label: name.clone(),
                shape: Shape::parse(&name, polygons)?,
                mark: mark(door, view, line, period),
                name,
            })
        });
        Some(Ground::Surveyed(
            regions
                .collect::<Result<_, press::Error>>()
                .shown(language)?,
        ))
    } else {
        schematic(door, view, &lines, period).shown(language)?
    };
    match ground {
        Some(ground) => {
            drawn(door, view, &lines, (ground, "map-region-description")).shown(language)
        }
        None => Ok(None),
    }
}

/// The places right below a region that existed in a period: of the levels that do, the one with the
/// fewest.
fn below<'c>(country: &'c Country, region: &PlaceCode, period: Period) -> Vec<&'c Place> {
    let on = period.last_day();
    let levels = country.levels().iter();
    let places = levels.map(|level| country.children(region, on, Some(&level.code)));
    places
        .filter(|places| !places.is_empty())
        .min_by_key(Vec::len)
        .unwrap_or_default()
}

fn mark(door: &Door, view: &View, line: &Series, period: Period) -> press::chart::Mark {
    let decimals = show::decimals(door, &view.indicator);
    let link = address(view, &line.place, period);
    show::mark(view.words, &line.latest(), decimals, Some(&link))
}

/// Areas around centre points inside the region's own outline; `None` where a point is missing.
fn schematic(
    door: &Door,
    view: &View,
    lines: &[Series],
    period: Period,
) -> Result<Option<Ground>, press::Error> {
    let name = show::place_name(door, view.words, &view.place);
    let Some(outline) = own_shape(door, &view.place, &name)? else {
        return Ok(None);
    };
    let mut regions = Vec::new();
    for line in lines {
        let place = door.country().place(line.place.as_str());
        let Some((latitude, longitude)) = place.and_then(|place| place.centre) else {
            return Ok(None);
        };
        let name = show::place_name(door, view.words, &line.place);
        regions.push(SchematicRegion {
            label: name.clone(),
            centre: [longitude, latitude],
            mark: mark(door, view, line, period),
            name,
        });
    }
    Ok(Some(Ground::Schematic {
        areas: vec![SchematicArea { outline, regions }],
        note: view.words.text("map-schematic"),
    }))
}

/// The outline that the country package gives.
fn own_shape(door: &Door, place: &PlaceCode, name: &str) -> Result<Option<Shape>, press::Error> {
    let Some(rings) = door.country().shape(place) else {
        return Ok(None);
    };
    let polygons = rings.iter().map(|ring| {
        let points = ring.iter();
        vec![
            points
                .map(|(longitude, latitude)| [*longitude, *latitude])
                .collect(),
        ]
    });
    Shape::parse(name, polygons.collect()).map(Some)
}

/// Classes are the same for all periods of a view.
fn drawn(
    door: &Door,
    view: &View,
    lines: &[Series],
    (ground, description): (Ground, &str),
) -> Result<Option<Picture>, press::Error> {
    let words = view.words;
    let largest = lines
        .iter()
        .flat_map(|line| line.known.iter().filter_map(|(_, known)| known.high))
        .max()
        .unwrap_or(1);
    let indicator = show::indicator_name(door, words, &view.indicator);
    let period = view
        .latest()
        .map_or_else(String::new, |period| period_text(words, period));
    let map = Choropleth::new(
        show::heading(
            "map",
            format!("{indicator}, {period}"),
            words.text(description),
        )?,
        ChoroplethWords {
            legend: indicator,
            place: words.text("place"),
            states: show::state_words(words),
        },
        show::classes(words, largest)?,
        ground,
    )?;
    Ok(Some(Picture::of(&map)))
}
