//! Places, their other names and codes, what became of them, and their outlines.

use super::rows::Files;
use crate::country::{CountryError, Ring};
use crate::{Place, PlaceCode, PlaceIdentifier, Succession, SuccessionKind};
use geojson::{GeoJson, GeometryValue};
use std::collections::{HashMap, HashSet};

pub(super) fn places(files: &Files<'_>) -> Result<Vec<Place>, CountryError> {
    let mut places = files.rows("places.csv", |row| {
        let latitude = row.degrees("latitude", 90.0)?;
        let longitude = row.degrees("longitude", 180.0)?;
        let also_in = row.text("also_in")?.split_whitespace();
        Ok(Place {
            code: row.parsed("code", PlaceCode::parse)?,
            level: row.text("level")?.to_owned(),
            parent: row.optional("parent", PlaceCode::parse)?,
            also_in: also_in
                .map(PlaceCode::parse)
                .collect::<Result<_, _>>()
                .map_err(|fault| row.fault(fault))?,
            names: row.names()?,
            aliases: Vec::new(),
            validity: row.validity()?,
            identifiers: Vec::new(),
            centre: latitude.zip(longitude),
        })
    })?;
    let index: HashMap<PlaceCode, usize> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (place.code.clone(), index))
        .collect();
    let aliases = files.rows("place_aliases.csv", |row| {
        let code = row.parsed("place", PlaceCode::parse)?;
        let place = index
            .get(&code)
            .ok_or_else(|| row.fault(format!("unknown place `{code}`")))?;
        Ok((*place, row.text("alias")?.to_owned()))
    })?;
    for (place, alias) in aliases {
        places[place].aliases.push(alias);
    }
    let mut taken = HashSet::new();
    let identifiers = files.rows("place_identifiers.csv", |row| {
        let code = row.parsed("place", PlaceCode::parse)?;
        let place = index
            .get(&code)
            .ok_or_else(|| row.fault(format!("unknown place `{code}`")))?;
        let identifier = PlaceIdentifier {
            scheme: row.text("scheme")?.to_owned(),
            identifier: row.text("identifier")?.to_owned(),
        };
        if !taken.insert((places[*place].level.clone(), identifier.clone())) {
            return Err(row.fault(format!(
                "the {} identifier `{}` is given twice among the places of one level",
                identifier.scheme, identifier.identifier
            )));
        }
        Ok((*place, identifier))
    })?;
    for (place, identifier) in identifiers {
        places[place].identifiers.push(identifier);
    }
    Ok(places)
}

pub(super) fn successions(files: &Files<'_>) -> Result<Vec<Succession>, CountryError> {
    files.rows("place_successions.csv", |row| {
        Ok(Succession {
            from: row.parsed("from", PlaceCode::parse)?,
            to: row.parsed("to", PlaceCode::parse)?,
            on: row.parsed("on", str::parse)?,
            kind: match row.text("kind")? {
                "renamed" => SuccessionKind::Renamed,
                "merged" => SuccessionKind::Merged,
                "split" => SuccessionKind::Split,
                "transferred" => SuccessionKind::Transferred,
                other => return Err(row.fault(format!("`{other}` is no kind of succession"))),
            },
            share_per_mille: row.parsed("share_per_mille", share)?,
        })
    })
}

fn share(text: &str) -> Result<u16, String> {
    let share = text.parse::<u16>().ok();
    share
        .filter(|share| (1..=1000).contains(share))
        .ok_or_else(|| format!("`{text}` is no share: write 1 to 1000 thousandths"))
}

pub(super) fn shapes(files: &Files<'_>) -> Result<HashMap<PlaceCode, Vec<Ring>>, CountryError> {
    const FILE: &str = "regions.geojson";
    let fault = |problem: String| CountryError::File {
        file: FILE,
        problem,
    };
    let collection = match files.text(FILE)?.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection,
        Ok(_) => return Err(fault("it has to be a FeatureCollection".to_owned())),
        Err(error) => return Err(fault(error.to_string())),
    };
    let mut shapes = HashMap::new();
    for feature in collection.features {
        let code = feature
            .property("code")
            .and_then(|code| code.as_str())
            .unwrap_or_default();
        let code = PlaceCode::parse(code).map_err(|error| fault(error.to_string()))?;
        let rings = match feature.geometry.map(|geometry| geometry.value) {
            Some(GeometryValue::Polygon { coordinates }) => outer(coordinates.into_iter().next()),
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates
                .into_iter()
                .flat_map(|polygon| outer(polygon.into_iter().next()))
                .collect(),
            _ => return Err(fault(format!("the outline of {code} has to be a polygon"))),
        };
        shapes.insert(code, rings);
    }
    Ok(shapes)
}

/// The outer line of a polygon, without the repeated last point.
fn outer(line: Option<Vec<geojson::Position>>) -> Vec<Ring> {
    let Some(line) = line else {
        return Vec::new();
    };
    let mut ring: Ring = line
        .iter()
        .filter_map(|point| Some((*point.as_slice().first()?, *point.as_slice().get(1)?)))
        .collect();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    vec![ring]
}
