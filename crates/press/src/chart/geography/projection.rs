//! Equirectangular projection with the mid latitude true to scale: exact enough for a country
//! of a few degrees, and simple enough to check by hand.

use super::shape::{Plane, Position};

/// From degrees to user units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projection {
    west: f64,
    north: f64,
    shrink: f64,
    scale: f64,
    origin: Plane,
    size: (f64, f64),
}

impl Projection {
    /// Fits the positions into a box of `room` with its upper left corner at `origin`. `None`
    /// without positions.
    pub(crate) fn fit(
        positions: impl Iterator<Item = Position>,
        origin: Plane,
        room: (f64, f64),
    ) -> Option<Self> {
        let mut bounds: Option<[f64; 4]> = None;
        for [longitude, latitude] in positions {
            let [west, south, east, north] =
                bounds.unwrap_or([longitude, latitude, longitude, latitude]);
            bounds = Some([
                west.min(longitude),
                south.min(latitude),
                east.max(longitude),
                north.max(latitude),
            ]);
        }
        let [west, south, east, north] = bounds?;
        let shrink = f64::midpoint(south, north).to_radians().cos().max(0.01);
        // A single point or a line still needs a scale.
        let width = ((east - west) * shrink).max(1e-6);
        let height = (north - south).max(1e-6);
        let scale = (room.0 / width).min(room.1 / height);
        Some(Self {
            west,
            north,
            shrink,
            scale,
            origin,
            size: (width * scale, height * scale),
        })
    }

    /// The position on the plane.
    pub(crate) fn place(&self, [longitude, latitude]: Position) -> Plane {
        (
            self.origin.0 + (longitude - self.west) * self.shrink * self.scale,
            self.origin.1 + (self.north - latitude) * self.scale,
        )
    }

    /// The width and height of what was fitted.
    pub(crate) const fn size(&self) -> (f64, f64) {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::Projection;

    #[test]
    fn a_degree_east_is_shorter_than_a_degree_north() {
        let corners = [[19.0, 59.0], [21.0, 61.0]];
        let projection =
            Projection::fit(corners.into_iter(), (0.0, 0.0), (1000.0, 100.0)).expect("two points");
        // At 60 degrees the cosine is one half.
        let (width, height) = projection.size();
        assert!((width - 50.0).abs() < 1e-9 && (height - 100.0).abs() < 1e-9);
        assert_eq!(projection.place([19.0, 61.0]), (0.0, 0.0));
    }
}
