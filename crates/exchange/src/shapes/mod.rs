//! Outlines of places out of GeoJSON (RFC 7946), each given to the place that it belongs to.
//!
//! A feature names its place by a code of ours, by a code of others, or by name; where a name is
//! borne by many, the place that lies in the named parent or has its centre inside the outline is
//! meant. What is still unclear is said with its number and never guessed.

mod outline;
mod whose;

use geojson::{Feature, GeoJson};
use thiserror::Error;
use vocabulary::{Country, PlaceCode};

/// Polygons, each an outer ring and its holes, of longitudes and latitudes in degrees to the fifth
/// decimal (about a metre); rings are open.
pub type Polygons = Vec<Vec<Vec<[f64; 2]>>>;

/// The outline of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceShape {
    /// The place.
    pub place: PlaceCode,
    /// Its outline.
    pub polygons: Polygons,
}

/// Why nothing of a file is taken. The texts are for whoever has the file at hand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShapesError {
    /// It is not a collection of features.
    #[error("the file holds no GeoJSON feature collection: {0}")]
    Format(String),
    /// A level that the country does not have.
    #[error("there is no level `{level}`; there are {known}")]
    Level {
        /// As asked.
        level: String,
        /// The codes that there are.
        known: String,
    },
    /// Features that cannot be taken, each with its number counted from 1.
    #[error("{} of the features cannot be taken:\n{}", .0.len(), .0.join("\n"))]
    Features(Vec<String>),
}

/// The level that a file is about, and its outlines.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapes {
    /// The code of the level.
    pub level: String,
    /// One for each feature.
    pub shapes: Vec<PlaceShape>,
}

/// Reads a file; without a level it takes the one whose number of places is nearest to the number of
/// features among those whose names fit best.
///
/// # Errors
/// [`ShapesError`], with everything that is wrong at once; then nothing of it may be used.
pub fn read_shapes(
    country: &Country,
    text: &str,
    level: Option<&str>,
) -> Result<Shapes, ShapesError> {
    let collection = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection,
        Ok(_) => {
            return Err(ShapesError::Format(
                "it is another kind of GeoJSON".to_owned(),
            ));
        }
        Err(error) => return Err(ShapesError::Format(error.to_string())),
    };
    let features = collection.features;
    if features.is_empty() {
        return Err(ShapesError::Format("it has no features".to_owned()));
    }
    let level = match level {
        Some(level) => known_level(country, level)?,
        None => likeliest_level(country, &features),
    };
    let outlines: Vec<_> = features.iter().map(outline::polygons).collect();
    let mut places: Vec<_> = features
        .iter()
        .zip(&outlines)
        .map(|(feature, outline)| {
            let polygons = outline.as_ref().map_err(Clone::clone)?;
            whose::places(country, feature, &level, polygons)
        })
        .collect();
    whose::settle(&mut places);
    let (mut shapes, mut problems) = (Vec::<PlaceShape>::new(), Vec::new());
    for (number, (outline, places)) in (1..).zip(outlines.into_iter().zip(places)) {
        let taken = places.and_then(|places| Ok((whose::one(&places)?, outline?)));
        match taken {
            Ok((place, _)) if shapes.iter().any(|other| other.place == place) => {
                problems.push(format!("feature {number}: {place} has an outline already"));
            }
            Ok((place, polygons)) => shapes.push(PlaceShape { place, polygons }),
            Err(problem) => problems.push(format!("feature {number}: {problem}")),
        }
    }
    if problems.is_empty() {
        Ok(Shapes { level, shapes })
    } else {
        Err(ShapesError::Features(problems))
    }
}

fn known_level(country: &Country, level: &str) -> Result<String, ShapesError> {
    let levels = country.levels();
    match levels.iter().find(|one| one.code == level) {
        Some(one) => Ok(one.code.clone()),
        None => Err(ShapesError::Level {
            level: level.to_owned(),
            known: levels
                .iter()
                .map(|one| one.code.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

fn likeliest_level(country: &Country, features: &[Feature]) -> String {
    let fits = |level: &str| {
        let named = features.iter().filter(|feature| {
            let candidates = whose::candidates(country, feature, level);
            !candidates.is_empty()
        });
        named.count()
    };
    let places = |level: &str| {
        let all = country.places().iter();
        all.filter(|place| place.level == level).count()
    };
    let levels = country.levels().iter().map(|level| level.code.as_str());
    levels
        .max_by_key(|level| {
            let distance = places(level).abs_diff(features.len());
            (fits(level), std::cmp::Reverse(distance))
        })
        .unwrap_or_default()
        .to_owned()
}
