//! Draws a dot plot: names to the left, dots on a common scale, the figures' texts to the right.

use super::{DotPlot, DotRow};
use crate::chart::axis::Axis;
use crate::chart::element::Element;
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, SMALL, TEXT, block, fit, width, words, wrap};
use crate::chart::look::{Look, line_colour};
use crate::chart::mark::Mark;
use crate::chart::symbol::{Shape, line, rectangle};

/// Two lines of a name, and air before the next.
const ROW: f64 = 42.0;
const NAMES: f64 = 196.0;
const TOP: f64 = 30.0;

/// The measures that all parts of one plot share.
struct Layout {
    axis: Axis,
    left: f64,
    right: f64,
    bottom: f64,
}

/// The plot and its size.
pub(super) fn draw(plot: &DotPlot) -> (Element, (f64, f64)) {
    let texts = plot.marks().map(|mark| width(mark.text(), TEXT));
    let room = texts.fold(24.0, f64::max).min(120.0);
    let count = plot.rows.len() + usize::from(plot.adopted.is_some());
    let rows = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let (left, right) = (NAMES + 18.0, WIDTH - room - 20.0);
    let layout = Layout {
        axis: Axis::over(plot.marks().filter_map(Mark::size), left, right),
        left,
        right,
        bottom: TOP + rows * ROW,
    };
    let mut content = Element::group()
        .child(words(
            0.0,
            14.0,
            SMALL,
            Anchor::Start,
            &fit(&plot.words.measure, SMALL, WIDTH),
        ))
        .child(scale(plot, &layout));
    if let Some((low, high)) = plot.range() {
        content.push(range(&layout, low, high));
    }
    if let Some(size) = plot.adopted.as_ref().and_then(Mark::size) {
        let x = layout.axis.place(size);
        content.push(
            line(
                (x, TOP),
                (x, layout.bottom),
                "chart-adopted-line",
                "#c2410c",
            )
            .with("stroke-dasharray", "4 3"),
        );
    }
    let mut middle = TOP + ROW / 2.0;
    for row in &plot.rows {
        content.push(draw_row(plot, &layout, row, middle));
        middle += ROW;
    }
    if let Some(mark) = &plot.adopted {
        content.push(adopted(plot, &layout, mark, middle));
    }
    let top = layout.bottom + 34.0;
    let (legend, height) = flow(&legend(plot), (0.0, top), WIDTH);
    content.push(legend);
    (content, (WIDTH, top + height + 2.0))
}

fn scale(plot: &DotPlot, layout: &Layout) -> Element {
    let mut group = Element::group();
    for tick in layout.axis.ticks() {
        let x = layout.axis.place(tick);
        group.push(line((x, TOP), (x, layout.bottom), "chart-grid", "#d5d5d5"));
        let label = layout.axis.label(tick, plot.words.numbers);
        group.push(words(
            x,
            layout.bottom + 16.0,
            SMALL,
            Anchor::Middle,
            &label,
        ));
    }
    group
}

fn range(layout: &Layout, low: f64, high: f64) -> Element {
    let (from, to) = (layout.axis.place(low), layout.axis.place(high));
    rectangle(from - 3.0, TOP, to - from + 6.0, layout.bottom - TOP)
        .class("chart-range")
        .with("fill", "#2c67ab")
        .with("fill-opacity", "0.13")
}

fn draw_row(plot: &DotPlot, layout: &Layout, row: &DotRow, middle: f64) -> Element {
    let mark = match row.mark.size() {
        Some(size) => dot(row.comparable, layout.axis.place(size), middle),
        None => Look::of(&row.mark, Look::NotReported).dress(
            rectangle(layout.left - 1.0, middle - 7.0, 21.0, 14.0),
            &plot.heading.prefix,
        ),
    };
    let group = names(&row.name, middle, false)
        .child(mark)
        .child(value(layout, &row.mark, middle));
    annotate(group, &row.mark, &row.name)
}

fn adopted(plot: &DotPlot, layout: &Layout, mark: &Mark, middle: f64) -> Element {
    let shape = match mark.size() {
        Some(size) => diamond(layout.axis.place(size), middle),
        None => Look::of(mark, Look::NotReported).dress(
            rectangle(layout.left - 1.0, middle - 7.0, 21.0, 14.0),
            &plot.heading.prefix,
        ),
    };
    let above = middle - ROW / 2.0;
    let group = Element::group()
        .child(line((0.0, above), (WIDTH, above), "chart-axis", "#595959"))
        .child(names(&plot.words.adopted, middle, true))
        .child(shape)
        .child(value(layout, mark, middle).with("font-weight", "bold"));
    annotate(group, mark, &plot.words.adopted)
}

fn names(name: &str, middle: f64, bold: bool) -> Element {
    let lines = wrap(name, TEXT, NAMES, 2);
    let block = block(0.0, middle, TEXT, Anchor::Start, &lines);
    let block = if bold {
        block.with("font-weight", "bold")
    } else {
        block
    };
    Element::group().child(block)
}

fn value(layout: &Layout, mark: &Mark, middle: f64) -> Element {
    let text = fit(mark.text(), TEXT, WIDTH - layout.right - 12.0);
    words(WIDTH, middle + 5.0, TEXT, Anchor::End, &text)
}

fn dot(comparable: bool, x: f64, y: f64) -> Element {
    let (class, colour) = line_colour(0);
    let shape = Shape::Circle.draw(x, y, 6.0).with("stroke-width", "2");
    if comparable {
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

fn diamond(x: f64, y: f64) -> Element {
    let (class, colour) = line_colour(1);
    Shape::Diamond
        .draw(x, y, 7.0)
        .class(class)
        .with("fill", colour)
        .with("stroke", colour)
}

fn legend(plot: &DotPlot) -> Vec<Entry> {
    let mut entries = Vec::new();
    let has = |comparable: bool| {
        plot.rows
            .iter()
            .any(|row| row.comparable == comparable && row.mark.size().is_some())
    };
    if has(true) {
        entries.push(Entry::new(dot(true, 12.0, 7.0), &plot.words.comparable));
    }
    if has(false) {
        entries.push(Entry::new(
            dot(false, 12.0, 7.0),
            &plot.words.not_comparable,
        ));
    }
    if plot.range().is_some() {
        let sample = rectangle(1.0, 0.0, 21.0, 14.0)
            .class("chart-range")
            .with("fill", "#2c67ab")
            .with("fill-opacity", "0.13");
        entries.push(Entry::new(sample, &plot.words.range));
    }
    if plot.adopted.is_some() {
        entries.push(Entry::new(diamond(12.0, 7.0), &plot.words.adopted));
    }
    // A true zero has a dot at zero here; only numbers that are missing need a box.
    entries.extend(Entry::states(
        plot.marks(),
        false,
        &plot.words.states,
        &plot.heading.prefix,
    ));
    entries
}
