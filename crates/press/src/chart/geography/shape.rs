//! Shapes: polygons with holes, in degrees, and their outlines on the plane.

use crate::Error;

/// A longitude and a latitude in degrees, in this order, as in GeoJSON.
pub type Position = [f64; 2];

/// A point on the drawing plane in user units.
pub(crate) type Plane = (f64, f64);

/// One or more polygons, each an outer ring followed by its holes.
#[derive(Debug, Clone)]
pub struct Shape(Vec<Vec<Vec<Position>>>);

impl Shape {
    /// Takes polygons as GeoJSON's `MultiPolygon` coordinates; rings may be closed or open.
    ///
    /// # Errors
    /// [`Error::Shape`] naming `place` when there is no polygon, a ring has fewer than three
    /// different points, or a coordinate is no longitude and latitude.
    pub fn parse(place: &str, polygons: Vec<Vec<Vec<Position>>>) -> Result<Self, Error> {
        let refuse = |reason| Error::Shape {
            place: place.to_owned(),
            reason,
        };
        if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
            return Err(refuse("it has no polygon or a polygon without a ring"));
        }
        for ring in polygons.iter().flatten() {
            if !ring.iter().all(|position| is_on_earth(*position)) {
                return Err(refuse("a position is no longitude and latitude in degrees"));
            }
            let mut different = ring.clone();
            different.dedup();
            if different.len() > 1 && different.first() == different.last() {
                different.pop();
            }
            if different.len() < 3 {
                return Err(refuse("a ring has fewer than three different points"));
            }
        }
        Ok(Self(polygons))
    }

    /// Every position of the shape.
    pub(crate) fn positions(&self) -> impl Iterator<Item = Position> {
        self.0.iter().flatten().flatten().copied()
    }

    /// The rings on the plane, outer rings and holes alike (to be filled by the even-odd rule).
    pub(crate) fn rings(&self, project: impl Fn(Position) -> Plane) -> Vec<Vec<Plane>> {
        self.0
            .iter()
            .flatten()
            .map(|ring| ring.iter().map(|position| project(*position)).collect())
            .collect()
    }
}

/// Whether a position is a longitude and a latitude in degrees.
pub(crate) fn is_on_earth([longitude, latitude]: Position) -> bool {
    (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude)
}

/// Rings as path data, snapped to half a unit: neighbours that share a border snap to the same
/// points, so simplifying opens no gaps between them.
pub(crate) fn outline_path(rings: &[Vec<Plane>]) -> String {
    let snapped: Vec<Vec<(i64, i64)>> = rings.iter().map(|ring| snap(ring)).collect();
    let mut data = String::new();
    // A ring smaller than the grid disappears, unless it would take the whole shape with it.
    for ring in snapped.iter().filter(|ring| ring.len() > 2) {
        let mut last = (0, 0);
        for (index, (x, y)) in ring.iter().enumerate() {
            // Steps from point to point are shorter to write than places.
            data.push_str(match index {
                0 => "M",
                1 => "l",
                _ => " ",
            });
            data.push_str(&half(x - last.0));
            data.push(' ');
            data.push_str(&half(y - last.1));
            last = (*x, *y);
        }
        data.push('Z');
    }
    if data.is_empty() {
        return path(rings);
    }
    data
}

/// Rings as path data, as they are.
pub(crate) fn path(rings: &[Vec<Plane>]) -> String {
    let mut data = String::new();
    for ring in rings {
        for (index, (x, y)) in ring.iter().enumerate() {
            data.push(if index == 0 { 'M' } else { 'L' });
            data.push_str(&super::super::element::coordinate(*x));
            data.push(' ');
            data.push_str(&super::super::element::coordinate(*y));
        }
        data.push('Z');
    }
    data
}

/// Half units without repeated points and without points on a straight line.
#[expect(
    clippy::cast_possible_truncation,
    reason = "positions on the drawing plane are a few thousand at most"
)]
fn snap(ring: &[Plane]) -> Vec<(i64, i64)> {
    let mut points: Vec<(i64, i64)> = Vec::with_capacity(ring.len());
    for (x, y) in ring {
        let point = ((x * 2.0).round() as i64, (y * 2.0).round() as i64);
        if points.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = points[..]
            && is_between(before, last, point)
        {
            points.pop();
        }
        points.push(point);
    }
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// Whether `middle` lies on the straight way from `start` to `end`.
const fn is_between(start: (i64, i64), middle: (i64, i64), end: (i64, i64)) -> bool {
    let (ax, ay) = (middle.0 - start.0, middle.1 - start.1);
    let (bx, by) = (end.0 - middle.0, end.1 - middle.1);
    ax * by == ay * bx && ax * bx + ay * by > 0
}

fn half(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let size = value.abs();
    let fraction = if size % 2 == 1 { ".5" } else { "" };
    format!("{sign}{}{fraction}", size / 2)
}

#[cfg(test)]
mod tests {
    use super::{Shape, outline_path};

    #[test]
    fn impossible_shapes_are_refused() {
        let ring = vec![[19.0, 41.0], [20.0, 41.0], [20.0, 42.0], [19.0, 41.0]];
        assert!(Shape::parse("a", vec![vec![ring]]).is_ok());
        assert!(Shape::parse("a", vec![]).is_err());
        let flat = vec![[19.0, 41.0], [20.0, 41.0], [19.0, 41.0]];
        assert!(Shape::parse("a", vec![vec![flat]]).is_err());
        let metres = vec![[400_000.0, 4_500_000.0]; 4];
        assert!(Shape::parse("a", vec![vec![metres]]).is_err());
    }

    #[test]
    fn paths_drop_what_cannot_be_seen() {
        let ring = vec![
            (0.0, 0.0),
            (0.1, 0.1),
            (5.0, 0.0),
            (10.0, 0.0),
            (10.0, 10.4),
            (0.0, 0.0),
        ];
        assert_eq!(outline_path(&[ring]), "M0 0l10 0 0 10.5Z");
    }

    #[test]
    fn a_shape_smaller_than_the_grid_is_still_drawn() {
        let ring = vec![(1.0, 1.0), (1.1, 1.0), (1.1, 1.1)];
        assert_eq!(outline_path(&[ring]), "M1 1L1.1 1L1.1 1.1Z");
    }
}
