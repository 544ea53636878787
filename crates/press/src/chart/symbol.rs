//! Small shapes: markers of lines, signs of punctuality. Shape, not colour, tells them apart.

use super::element::{Element, coordinate};

/// The shape of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A disc.
    Circle,
    /// A square.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    Wedge,
}

impl Shape {
    /// The marker of the line or series at this place.
    pub(crate) const fn of_line(index: usize) -> Self {
        match index % 5 {
            0 => Self::Circle,
            1 => Self::Square,
            2 => Self::Triangle,
            3 => Self::Wedge,
            _ => Self::Diamond,
        }
    }

    /// The shape around a centre, `radius` from the middle to its edge.
    pub(crate) fn draw(self, x: f64, y: f64, radius: f64) -> Element {
        let polygon = |points: &[(f64, f64)]| {
            let points: Vec<String> = points
                .iter()
                .map(|(dx, dy)| {
                    format!(
                        "{},{}",
                        coordinate(x + dx * radius),
                        coordinate(y + dy * radius)
                    )
                })
                .collect();
            Element::new("polygon").with("points", points.join(" "))
        };
        match self {
            Self::Circle => Element::new("circle")
                .at("cx", x)
                .at("cy", y)
                .at("r", radius),
            Self::Square => polygon(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
            Self::Triangle => polygon(&[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)]),
            Self::Wedge => polygon(&[(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)]),
            Self::Diamond => polygon(&[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)]),
        }
    }
}

/// A rectangle.
pub(crate) fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Element {
    Element::new("rect")
        .at("x", x)
        .at("y", y)
        .at("width", width.max(0.0))
        .at("height", height.max(0.0))
}

/// A straight line of a class with its fallback stroke.
pub(crate) fn line(
    (x1, y1): (f64, f64),
    (x2, y2): (f64, f64),
    class: &'static str,
    stroke: &'static str,
) -> Element {
    Element::new("line")
        .at("x1", x1)
        .at("y1", y1)
        .at("x2", x2)
        .at("y2", y2)
        .class(class)
        .with("stroke", stroke)
}
