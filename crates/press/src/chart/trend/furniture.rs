//! What stands around the lines of a trend: baseline, targets, breaks, their legend.

use super::series::{marker, sample};
use super::{BreakInSeries, TargetStep, Trend};
use crate::chart::element::Element;
use crate::chart::legend::Entry;
use crate::chart::lettering::{Anchor, SMALL, words};
use crate::chart::mark::Mark;
use crate::chart::symbol::line;

const TARGET: &str = "#8a5a00";
const BASELINE: &str = "#595959";

/// The baseline between two horizontal positions.
pub(super) fn baseline((from, to): (f64, f64), y: f64) -> Element {
    line((from, y), (to, y), "chart-baseline", BASELINE)
        .with("stroke-width", "1.6")
        .with("stroke-dasharray", "8 4")
}

/// A target step with its text for the pointer.
pub(super) fn target(step: &TargetStep, (from, to): (f64, f64), y: f64, name: &str) -> Element {
    Element::group()
        .child(Element::new("title").text(&format!("{name}: {}", step.text)))
        .child(target_line((from, to), y))
}

fn target_line((from, to): (f64, f64), y: f64) -> Element {
    let bar = line((from, y), (to, y), "chart-target", TARGET).with("stroke-width", "3");
    let foot = |x: f64| {
        line((x, y - 4.0), (x, y + 4.0), "chart-target", TARGET).with("stroke-width", "1.6")
    };
    Element::group()
        .child(bar)
        .child(foot(from))
        .child(foot(to))
}

/// A break: a dashed line with a number in a ring, explained below the chart.
pub(super) fn break_mark(
    found: &BreakInSeries,
    number: usize,
    x: f64,
    (top, bottom): (f64, f64),
    row: f64,
) -> Element {
    let middle = top - 9.0 - row * 17.0;
    Element::group()
        .child(Element::new("title").text(&found.reason))
        .child(
            line((x, middle + 8.0), (x, bottom), "chart-break", "#1a1a1a")
                .with("stroke-dasharray", "2 3"),
        )
        .child(break_badge(x, middle, number))
}

fn break_badge(x: f64, y: f64, number: usize) -> Element {
    Element::group()
        .child(
            Element::new("circle")
                .at("cx", x)
                .at("cy", y)
                .at("r", 8.0)
                .class("chart-break")
                .with("fill", "#ffffff")
                .with("stroke", "#1a1a1a"),
        )
        .child(words(x, y + 4.2, 12.0, Anchor::Middle, &number.to_string()))
}

/// The entries of the legend, in reading order.
pub(super) fn legend(trend: &Trend) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    if trend.lines.len() > 1 {
        let lines = trend.lines.iter().enumerate();
        entries.extend(lines.map(|(index, line)| Entry::new(sample(index), &line.name)));
    }
    let mut points = trend.lines.iter().flat_map(|line| &line.points);
    if points.any(|point| point.is_provisional()) {
        let hollow = marker(0, true, (12.0, 7.0), 4.5);
        entries.push(Entry::new(hollow, &trend.words.provisional));
    }
    if let Some(found) = &trend.baseline {
        entries.push(Entry::new(baseline((0.0, 24.0), 7.0), &found.label));
    }
    if let Some(last) = trend.targets.last() {
        let label = format!("{}: {}", trend.words.target, last.text);
        entries.push(Entry::new(target_line((1.0, 23.0), 7.0), label));
    }
    // A true zero is a point on the axis here; only missing numbers need a box.
    let marks: Vec<&Mark> = trend.marks().collect();
    entries.extend(Entry::states(
        marks.into_iter(),
        false,
        &trend.words.states,
        &trend.heading.prefix,
    ));
    entries
}

/// The explanations of the breaks: number and words, one entry each.
pub(super) fn break_notes(trend: &Trend) -> Vec<Entry> {
    let notes = trend.breaks.iter().enumerate().map(|(index, found)| {
        let label = format!("{}: {}", trend.words.break_in_series, found.reason);
        Entry::new(break_badge(12.0, 7.0, index + 1), label)
    });
    notes.collect()
}

/// The label of a number beside its point.
pub(super) fn value_label(x: f64, y: f64, text: &str) -> Element {
    crate::chart::lettering::on_ground(words(x, y - 9.0, SMALL, Anchor::Middle, text))
        .with("font-weight", "bold")
}
