//! The geometry of a feature, checked and rounded. A ring that is none must never come through.

use super::Polygons;
use geojson::{Feature, GeometryValue, Position};

/// The most points of one place: a coast in metres has some thousands.
const MOST_POINTS: usize = 100_000;

/// The outline; the error says what is wrong with it.
pub(super) fn polygons(feature: &Feature) -> Result<Polygons, String> {
    let polygons: Vec<Vec<Vec<Position>>> = match &feature.geometry {
        Some(geometry) => match &geometry.value {
            GeometryValue::Polygon { coordinates } => vec![coordinates.clone()],
            GeometryValue::MultiPolygon { coordinates } => coordinates.clone(),
            _ => return Err("its geometry has to be a Polygon or a MultiPolygon".to_owned()),
        },
        None => return Err("it has no geometry".to_owned()),
    };
    let points: usize = polygons.iter().flatten().map(Vec::len).sum();
    if points > MOST_POINTS {
        return Err(format!(
            "it has {points} points; {MOST_POINTS} are the most, simplify it"
        ));
    }
    let rings = |polygon: &Vec<Vec<Position>>| polygon.iter().map(|line| ring(line)).collect();
    let read: Result<Polygons, String> = polygons.iter().map(rings).collect();
    let read = read?;
    if read.is_empty() || read.iter().any(Vec::is_empty) {
        return Err("it has a polygon without a ring".to_owned());
    }
    Ok(read)
}

fn ring(line: &[Position]) -> Result<Vec<[f64; 2]>, String> {
    let mut ring: Vec<[f64; 2]> = Vec::with_capacity(line.len());
    for position in line {
        let [longitude, latitude, ..] = position.as_slice() else {
            return Err("a position has fewer than two numbers".to_owned());
        };
        if !(-180.0..=180.0).contains(longitude) || !(-90.0..=90.0).contains(latitude) {
            return Err(format!(
                "{longitude}, {latitude} is no longitude and latitude in degrees (WGS 84)"
            ));
        }
        let point = [rounded(*longitude), rounded(*latitude)];
        if ring.last() != Some(&point) {
            ring.push(point);
        }
    }
    if line.first() != line.last() {
        return Err("a ring is not closed: its last point has to repeat its first".to_owned());
    }
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 {
        return Err("a ring has fewer than three different points".to_owned());
    }
    Ok(ring)
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// Whether a point lies inside, by the even-odd rule over all rings.
pub(super) fn holds(polygons: &Polygons, [x, y]: [f64; 2]) -> bool {
    let mut is_inside = false;
    for ring in polygons.iter().flatten() {
        for (index, [ax, ay]) in ring.iter().enumerate() {
            let [bx, by] = ring[(index + 1) % ring.len()];
            if (*ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                is_inside = !is_inside;
            }
        }
    }
    is_inside
}
