//! Room for words on a map: where a shape is widest, and which boxes would cover each other.

use super::shape::Plane;

/// A box that a label occupies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelBox {
    /// The left edge.
    pub(crate) left: f64,
    /// The upper edge.
    pub(crate) top: f64,
    /// The right edge.
    pub(crate) right: f64,
    /// The lower edge.
    pub(crate) bottom: f64,
}

impl LabelBox {
    /// Whether two boxes share any area.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The middle of the widest horizontal span inside the rings, away from the shape's upper and
/// lower ends, and the width of that span. `None` for rings without height.
pub(crate) fn widest_span(rings: &[Vec<Plane>]) -> Option<(Plane, f64)> {
    const LINES: u32 = 15;
    let heights = rings.iter().flatten().map(|(_, y)| *y);
    let top = heights.clone().fold(f64::INFINITY, f64::min);
    let bottom = heights.fold(f64::NEG_INFINITY, f64::max);
    let mut best: Option<(Plane, f64, f64)> = None;
    for line in 1..=LINES {
        let share = f64::from(line) / f64::from(LINES + 1);
        let y = top + (bottom - top) * share;
        // Two lines of text need room above and below, so the middle counts for more.
        let weight = 1.0 - (share - 0.5).abs();
        for (left, right) in spans(rings, y) {
            let score = (right - left) * weight;
            if best.is_none_or(|(_, _, found)| score > found) {
                best = Some(((f64::midpoint(left, right), y), right - left, score));
            }
        }
    }
    best.map(|(middle, width, _)| (middle, width))
}

/// Where a horizontal line lies inside the rings (even-odd rule).
fn spans(rings: &[Vec<Plane>], y: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = Vec::new();
    for ring in rings {
        for (index, start) in ring.iter().enumerate() {
            let end = ring[(index + 1) % ring.len()];
            if (start.1 <= y) != (end.1 <= y) {
                let share = (y - start.1) / (end.1 - start.1);
                crossings.push(start.0 + share * (end.0 - start.0));
            }
        }
    }
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::widest_span;

    #[test]
    fn the_label_of_a_horseshoe_stands_in_its_bow() {
        // Two legs pointing down, joined at the top: the bounding box's middle is outside.
        let ring = vec![
            (0.0, 0.0),
            (90.0, 0.0),
            (90.0, 90.0),
            (70.0, 90.0),
            (70.0, 40.0),
            (20.0, 40.0),
            (20.0, 90.0),
            (0.0, 90.0),
        ];
        let ((x, y), width) = widest_span(&[ring]).expect("it has height");
        assert!((x - 45.0).abs() < 1e-9 && y < 40.0);
        assert!((width - 90.0).abs() < 1e-9);
    }
}
