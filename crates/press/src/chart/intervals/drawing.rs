//! Draws an interval plot: methods to the left, a thin line for the wide interval, a thick one for
//! the narrow, a marker for the estimate, its text to the right.

use super::{IntervalRow, Intervals};
use crate::chart::axis::Axis;
use crate::chart::element::Element;
use crate::chart::frame::{WIDTH, annotate_with};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, SMALL, TEXT, block, fit, width, words, wrap};
use crate::chart::look::line_colour;
use crate::chart::symbol::{Shape, line, rectangle};

/// Two lines of a name, and air before the next.
const ROW: f64 = 42.0;
const NAMES: f64 = 180.0;
const TOP: f64 = 30.0;

struct Layout {
    axis: Axis,
    right: f64,
    bottom: f64,
}

/// The plot and its size.
pub(super) fn draw(plot: &Intervals) -> (Element, (f64, f64)) {
    let texts = plot.rows.iter().map(|row| width(text(plot, row), TEXT));
    let room = texts.fold(40.0, f64::max).min(110.0);
    let rows = f64::from(u32::try_from(plot.rows.len()).unwrap_or(u32::MAX));
    let (left, right) = (NAMES + 14.0, WIDTH - room - 16.0);
    let layout = Layout {
        axis: Axis::over(numbers(plot), left, right),
        right,
        bottom: TOP + rows * ROW,
    };
    let measure = fit(&plot.words.measure, SMALL, WIDTH);
    let mut content = Element::group().child(words(0.0, 14.0, SMALL, Anchor::Start, &measure));
    for tick in layout.axis.ticks() {
        let x = layout.axis.place(tick);
        content.push(line((x, TOP), (x, layout.bottom), "chart-grid", "#d5d5d5"));
        let label = layout.axis.label(tick, plot.words.numbers);
        content.push(words(
            x,
            layout.bottom + 16.0,
            SMALL,
            Anchor::Middle,
            &label,
        ));
    }
    if let Some((low, high)) = plot.range {
        let (from, to) = (layout.axis.place(low), layout.axis.place(high));
        let band = rectangle(from, TOP, (to - from).max(2.0), layout.bottom - TOP);
        content.push(shade(band));
    }
    let x = layout.axis.place(plot.observed);
    content.push(observed_line((x, TOP), (x, layout.bottom)));
    for (index, row) in (0u32..).zip(&plot.rows) {
        let middle = TOP + (f64::from(index) + 0.5) * ROW;
        content.push(draw_row(plot, &layout, row, middle));
    }
    let (legend, height) = flow(&legend(plot), (0.0, layout.bottom + 34.0), WIDTH);
    content.push(legend);
    (content, (WIDTH, layout.bottom + 34.0 + height + 2.0))
}

fn numbers(plot: &Intervals) -> impl Iterator<Item = f64> {
    let pair = |pair: Option<(f64, f64)>| pair.into_iter().flat_map(|(low, high)| [low, high]);
    plot.rows
        .iter()
        .flat_map(move |row| {
            let estimate = row.estimate.as_ref().map(|(size, _)| *size);
            pair(row.wide).chain(pair(row.narrow)).chain(estimate)
        })
        .chain([plot.observed])
}

fn text<'a>(plot: &'a Intervals, row: &'a IntervalRow) -> &'a str {
    row.estimate
        .as_ref()
        .map_or(plot.words.none.as_str(), |(_, text)| text)
}

fn draw_row(plot: &Intervals, layout: &Layout, row: &IntervalRow, middle: f64) -> Element {
    let lines = wrap(&row.name, TEXT, NAMES, 2);
    let mut group = Element::group().child(block(0.0, middle, TEXT, Anchor::Start, &lines));
    for (interval, thickness) in [(row.wide, "2"), (row.narrow, "6")] {
        if let Some((low, high)) = interval {
            let (from, to) = (layout.axis.place(low), layout.axis.place(high));
            group.push(bar((from, middle), to, thickness));
        }
    }
    if let Some((size, _)) = &row.estimate {
        group.push(marker(row.is_reliable, layout.axis.place(*size), middle));
    }
    let value = fit(text(plot, row), TEXT, WIDTH - layout.right - 10.0);
    group.push(words(WIDTH, middle + 5.0, TEXT, Anchor::End, &value));
    let tooltip = format!("{}: {}. {}", row.name, text(plot, row), row.note);
    annotate_with(group, tooltip, None)
}

fn shade(band: Element) -> Element {
    band.class("chart-range")
        .with("fill", "#2c67ab")
        .with("fill-opacity", "0.13")
}

fn observed_line(from: (f64, f64), to: (f64, f64)) -> Element {
    line(from, to, "chart-adopted-line", "#c2410c").with("stroke-dasharray", "4 3")
}

fn bar((from, y): (f64, f64), to: f64, thickness: &'static str) -> Element {
    line((from, y), (to, y), "chart-interval", "#0b5c94").with("stroke-width", thickness)
}

fn marker(is_reliable: bool, x: f64, y: f64) -> Element {
    let (class, colour) = line_colour(0);
    let shape = Shape::Diamond.draw(x, y, 6.0).with("stroke-width", "2");
    if is_reliable {
        shape
            .class(class)
            .with("fill", colour)
            .with("stroke", colour)
    } else {
        shape
            .class(format!("{class} chart-hollow"))
            .with("fill", "#ffffff")
            .with("stroke", colour)
    }
}

fn legend(plot: &Intervals) -> Vec<Entry> {
    let mut entries = Vec::new();
    if plot.rows.iter().any(|row| row.narrow.is_some()) {
        entries.push(Entry::new(bar((1.0, 7.0), 23.0, "6"), &plot.words.narrow));
    }
    if plot.rows.iter().any(|row| row.wide.is_some()) {
        entries.push(Entry::new(bar((1.0, 7.0), 23.0, "2"), &plot.words.wide));
    }
    if plot
        .rows
        .iter()
        .any(|row| row.estimate.is_some() && !row.is_reliable)
    {
        entries.push(Entry::new(marker(false, 12.0, 7.0), &plot.words.unreliable));
    }
    if plot.range.is_some() {
        let sample = shade(rectangle(1.0, 0.0, 21.0, 14.0));
        entries.push(Entry::new(sample, &plot.words.range));
    }
    let sample = observed_line((12.0, 0.0), (12.0, 14.0));
    entries.push(Entry::new(sample, &plot.words.observed));
    entries
}
