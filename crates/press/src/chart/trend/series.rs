//! One line with its points: broken where a number is missing or the series is.

use super::TrendPoint;
use crate::chart::element::{Element, coordinate};
use crate::chart::frame::annotate;
use crate::chart::look::line_colour;
use crate::chart::symbol::Shape;

/// Dash patterns, so that lines differ without colour; the first is solid.
const DASHES: [&str; 5] = ["", "7 3", "2 3", "9 3 2 3", "4 4"];

/// Where and how one line is drawn.
pub(in crate::chart) struct Plotted<'a> {
    /// The line's place among the lines: decides colour, dash and marker.
    pub(in crate::chart) index: usize,
    /// The numbers.
    pub(in crate::chart) points: &'a [TrendPoint],
    /// The horizontal position of a period.
    pub(in crate::chart) x: &'a dyn Fn(usize) -> f64,
    /// The vertical position of a number.
    pub(in crate::chart) y: &'a dyn Fn(f64) -> f64,
    /// The positions of the first periods after a break.
    pub(in crate::chart) breaks: &'a [usize],
    /// The markers' radius.
    pub(in crate::chart) radius: f64,
    /// The text for the pointer on one point, before its number.
    pub(in crate::chart) name: &'a dyn Fn(usize) -> String,
}

/// Draws the line and its points.
pub(in crate::chart) fn draw_series(plotted: &Plotted<'_>) -> Element {
    let (class, colour) = line_colour(plotted.index);
    let mut group = Element::group();
    for segment in segments(plotted.points, plotted.breaks) {
        if segment.len() < 2 {
            continue;
        }
        let points: Vec<String> = segment
            .iter()
            .map(|(at, number)| {
                format!(
                    "{},{}",
                    coordinate((plotted.x)(*at)),
                    coordinate((plotted.y)(*number))
                )
            })
            .collect();
        let line = Element::new("polyline")
            .with("points", points.join(" "))
            .class(format!("{class} chart-line"))
            .with("fill", "none")
            .with("stroke", colour)
            .with("stroke-width", "2")
            .with("stroke-linejoin", "round");
        group.push(match DASHES[plotted.index % DASHES.len()] {
            "" => line,
            dash => line.with("stroke-dasharray", dash),
        });
    }
    for (at, point) in plotted.points.iter().enumerate() {
        if let Some(number) = point.mark.size() {
            let shape = marker(
                plotted.index,
                point.provisional,
                ((plotted.x)(at), (plotted.y)(number)),
                plotted.radius,
            );
            group.push(annotate(shape, &point.mark, &(plotted.name)(at)));
        }
    }
    group
}

/// The marker of a line's point.
pub(super) fn marker(index: usize, provisional: bool, (x, y): (f64, f64), radius: f64) -> Element {
    let (class, colour) = line_colour(index);
    let shape = Shape::of_line(index)
        .draw(x, y, radius)
        .with("stroke", colour)
        .with("stroke-width", "1.6");
    if provisional {
        shape
            .class(format!("{class} chart-hollow"))
            .with("fill", "#ffffff")
    } else {
        shape.class(class).with("fill", colour)
    }
}

/// A sample of a line for the legend, in a box of 24 by 14 units.
pub(super) fn sample(index: usize) -> Element {
    let (class, colour) = line_colour(index);
    let line = Element::new("polyline")
        .with("points", "0,7 24,7")
        .class(format!("{class} chart-line"))
        .with("fill", "none")
        .with("stroke", colour)
        .with("stroke-width", "2");
    let line = match DASHES[index % DASHES.len()] {
        "" => line,
        dash => line.with("stroke-dasharray", dash),
    };
    Element::group()
        .child(line)
        .child(marker(index, false, (12.0, 7.0), 3.6))
}

/// Runs of neighbouring numbers, none of them across a break.
fn segments(points: &[TrendPoint], breaks: &[usize]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
    for (at, point) in points.iter().enumerate() {
        if breaks.contains(&at) {
            runs.push(Vec::new());
        }
        match (point.mark.size(), runs.last_mut()) {
            (Some(number), Some(run)) => run.push((at, number)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::segments;
    use crate::chart::{Mark, TrendPoint};

    #[test]
    fn a_line_stops_at_gaps_and_breaks() {
        let point = |mark| TrendPoint {
            mark,
            provisional: false,
        };
        let points = [
            point(Mark::count(1, "1")),
            point(Mark::count(2, "2")),
            point(Mark::hidden("<5")),
            point(Mark::count(0, "0")),
            point(Mark::count(4, "4")),
        ];
        let runs: Vec<Vec<usize>> = segments(&points, &[4])
            .iter()
            .map(|run| run.iter().map(|(at, _)| *at).collect())
            .collect();
        assert_eq!(runs, [vec![0, 1], vec![3], vec![4]]);
    }
}
