//! Which place a feature is about.

use super::{Polygons, outline::holds};
use geojson::Feature;
use vocabulary::{Country, Place, PlaceCode};

/// The texts and numbers of a feature, with their names.
fn properties(feature: &Feature) -> Vec<(String, String)> {
    let Some(properties) = &feature.properties else {
        return Vec::new();
    };
    let texts = properties.iter().filter_map(|(name, value)| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let is_text = value.is_string() || value.is_number();
        is_text.then(|| (name.to_lowercase(), text.trim().to_owned()))
    });
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

/// The places of a level that a feature may mean.
pub(super) fn candidates<'c>(
    country: &'c Country,
    feature: &Feature,
    level: &str,
) -> Vec<&'c Place> {
    let properties = properties(feature);
    let of_level = |place: &&Place| place.level == level;
    for (_, text) in &properties {
        let by_code = country.place(text).filter(of_level);
        let others = country.places().iter().find(|place| {
            place.level == level
                && place
                    .identifiers
                    .iter()
                    // Bare numbers are everybody's; a code carries letters.
                    .any(|one| one.identifier == *text && text.parse::<f64>().is_err())
        });
        if let Some(place) = by_code.or(others) {
            return vec![place];
        }
    }
    let mut found: Vec<&Place> = Vec::new();
    for (_, text) in properties.iter().filter(|(name, _)| name.contains("name")) {
        for place in country.find_places(text, Some(level)) {
            if !found.iter().any(|other| other.code == place.code) {
                found.push(place);
            }
        }
    }
    found
}

/// The places that a feature may mean, after everything that it says of itself; the error says what
/// to do.
pub(super) fn places(
    country: &Country,
    feature: &Feature,
    level: &str,
    polygons: &Polygons,
) -> Result<Vec<PlaceCode>, String> {
    let mut found = candidates(country, feature, level);
    if found.is_empty() {
        return Err(unknown(country, feature, level));
    }
    if found.len() > 1 {
        let parents: Vec<PlaceCode> = properties(feature)
            .iter()
            .filter_map(|(_, text)| Some(country.place(text)?.code.clone()))
            .collect();
        narrow(&mut found, |place| {
            let mut all = parents.iter();
            all.all(|parent| country.is_within(&place.code, parent))
        });
        narrow(&mut found, |place| {
            let centre = place.centre;
            centre.is_some_and(|(latitude, longitude)| holds(polygons, [longitude, latitude]))
        });
    }
    Ok(found.iter().map(|place| place.code.clone()).collect())
}

/// What is left of several places once those are taken that another feature alone can mean.
pub(super) fn settle(found: &mut [Result<Vec<PlaceCode>, String>]) {
    loop {
        let taken: Vec<PlaceCode> = found
            .iter()
            .filter_map(|places| match places.as_deref() {
                Ok([one]) => Some(one.clone()),
                _ => None,
            })
            .collect();
        let mut is_narrower = false;
        for places in found.iter_mut().flatten().filter(|places| places.len() > 1) {
            let before = places.len();
            if places.iter().any(|place| !taken.contains(place)) {
                places.retain(|place| !taken.contains(place));
            }
            is_narrower |= places.len() < before;
        }
        if !is_narrower {
            return;
        }
    }
}

/// The one place; the error says what to do.
pub(super) fn one(places: &[PlaceCode]) -> Result<PlaceCode, String> {
    match places {
        [one] => Ok(one.clone()),
        _ => {
            let codes: Vec<&str> = places.iter().map(PlaceCode::as_str).collect();
            Err(format!(
                "its name fits {}; add a property \"code\" with the one that is meant",
                codes.join(", ")
            ))
        }
    }
}

/// Keeps what fits, unless nothing does.
fn narrow(found: &mut Vec<&Place>, fits: impl Fn(&Place) -> bool) {
    if found.iter().any(|place| fits(place)) {
        found.retain(|place| fits(place));
    }
}

fn unknown(country: &Country, feature: &Feature, level: &str) -> String {
    let properties = properties(feature);
    let mut names = properties.iter().filter(|(name, _)| name.contains("name"));
    let Some((_, name)) = names.next() else {
        return "it names no place: it needs a property \"code\" or \"name\"".to_owned();
    };
    let likely: Vec<String> = country
        .suggest_places(name)
        .iter()
        .filter(|place| place.level == level)
        .map(|place| format!("{} ({})", place.names.albanian, place.code))
        .collect();
    let likely = if likely.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", likely.join(", "))
    };
    format!("no place of the level {level} is called \"{name}\"{likely}")
}
