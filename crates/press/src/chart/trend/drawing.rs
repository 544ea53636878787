//! Lays a trend out: scale, periods, lines, states of missing numbers, legend.

use super::Trend;
use super::furniture;
use super::series::{Plotted, draw_series};
use crate::chart::axis::Axis;
use crate::chart::element::Element;
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{column, flow};
use crate::chart::lettering::{Anchor, SMALL, fit, width, words};
use crate::chart::look::Look;
use crate::chart::mark::Mark;
use crate::chart::symbol::{line, rectangle};

const PLOT: f64 = 240.0;
const STRIP: f64 = 15.0;

/// The measures that all parts of one trend share.
struct Layout {
    axis: Axis,
    left: f64,
    step: f64,
    top: f64,
    bottom: f64,
}

impl Layout {
    fn new(trend: &Trend) -> Self {
        let numbers = numbers(trend);
        let badges = if trend.breaks.is_empty() { 0.0 } else { 36.0 };
        let top = 40.0 + badges;
        let bottom = top + PLOT;
        let axis = Axis::over(numbers.into_iter(), bottom, top);
        let labels = axis
            .ticks()
            .into_iter()
            .map(|tick| width(&axis.label(tick, trend.words.numbers), SMALL));
        let left = labels.fold(16.0, f64::max) + 10.0;
        let periods = f64::from(u32::try_from(trend.periods.len()).unwrap_or(u32::MAX));
        Self {
            axis,
            left,
            step: (WIDTH - 8.0 - left) / periods,
            top,
            bottom,
        }
    }

    /// The middle of a period's column.
    fn x(&self, at: usize) -> f64 {
        self.edge(at) + self.step / 2.0
    }

    /// The left edge of a period's column.
    fn edge(&self, at: usize) -> f64 {
        self.left + self.step * f64::from(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

/// Every number that must lie on the scale.
fn numbers(trend: &Trend) -> Vec<f64> {
    let baseline = trend.baseline.iter().map(|line| line.level);
    let targets = trend.targets.iter().map(|target| target.level);
    trend
        .marks()
        .filter_map(Mark::size)
        .chain(baseline)
        .chain(targets)
        .collect()
}

/// The trend and its size.
pub(super) fn draw(trend: &Trend) -> (Element, (f64, f64)) {
    let layout = Layout::new(trend);
    let measure = fit(&trend.words.measure, SMALL, WIDTH);
    let mut content = Element::group()
        .child(words(0.0, 14.0, SMALL, Anchor::Start, &measure))
        .child(scale(trend, &layout))
        .child(references(trend, &layout))
        .child(lines(trend, &layout))
        .child(value_labels(trend, &layout));
    let (strips, mut bottom) = strips(trend, &layout);
    content.push(strips);
    content.push(periods(trend, &layout, bottom));
    bottom += 34.0;
    let (legend, height) = flow(&furniture::legend(trend), (0.0, bottom), WIDTH);
    content.push(legend);
    bottom += height;
    let (notes, height) = column(&furniture::break_notes(trend), (0.0, bottom), WIDTH);
    content.push(notes);
    (content, (WIDTH, bottom + height + 2.0))
}

fn scale(trend: &Trend, layout: &Layout) -> Element {
    let mut group = Element::group();
    for tick in layout.axis.ticks() {
        let y = layout.axis.place(tick);
        let (class, stroke) = if tick == 0.0 {
            ("chart-axis", "#595959")
        } else {
            ("chart-grid", "#d5d5d5")
        };
        group.push(line((layout.left, y), (WIDTH, y), class, stroke));
        let label = layout.axis.label(tick, trend.words.numbers);
        group.push(words(
            layout.left - 6.0,
            y + 4.5,
            SMALL,
            Anchor::End,
            &label,
        ));
    }
    group
}

fn references(trend: &Trend, layout: &Layout) -> Element {
    let mut group = Element::group();
    if let Some(found) = &trend.baseline {
        let y = layout.axis.place(found.level);
        group.push(furniture::baseline((layout.left, WIDTH), y));
    }
    for step in &trend.targets {
        let ends = (layout.edge(step.from) + 2.0, layout.edge(step.to + 1) - 2.0);
        let y = layout.axis.place(step.level);
        group.push(furniture::target(step, ends, y, &trend.words.target));
    }
    let mut last = f64::NEG_INFINITY;
    let mut row = 0.0;
    for (index, found) in trend.breaks.iter().enumerate() {
        let x = layout.edge(found.before);
        // Neighbours closer than a badge is wide take turns on two rows.
        row = if x - last < 18.0 { 1.0 - row } else { 0.0 };
        last = x;
        let ends = (layout.top, layout.bottom);
        group.push(furniture::break_mark(found, index + 1, x, ends, row));
    }
    group
}

fn lines(trend: &Trend, layout: &Layout) -> Element {
    let breaks: Vec<usize> = trend.breaks.iter().map(|found| found.before).collect();
    let radius = (layout.step / 2.6).clamp(1.5, 4.5);
    let mut group = Element::group();
    for (index, line) in trend.lines.iter().enumerate() {
        group.push(draw_series(&Plotted {
            index,
            points: &line.points,
            x: &|at| layout.x(at),
            y: &|number| layout.axis.place(number),
            breaks: &breaks,
            radius,
            name: &|at| point_name(trend, index, at),
        }));
    }
    group
}

/// The line, the period, and that a number is provisional, for pointer and screen reader.
fn point_name(trend: &Trend, index: usize, at: usize) -> String {
    let line = &trend.lines[index];
    let provisional = if line.points[at].is_provisional() {
        format!(" ({})", trend.words.provisional)
    } else {
        String::new()
    };
    format!("{}, {}{provisional}", line.name, trend.periods[at])
}

/// The numbers of a single line where they fit side by side; else the last number of each line
/// that keeps clear of the others.
fn value_labels(trend: &Trend, layout: &Layout) -> Element {
    let mut group = Element::group().with("aria-hidden", "true");
    let widest = trend
        .marks()
        .map(|mark| width(mark.text(), SMALL))
        .fold(0.0, f64::max);
    let all = trend.lines.len() == 1 && widest * 1.05 + 4.0 < layout.step;
    let mut taken: Vec<f64> = Vec::new();
    for line in &trend.lines {
        let last = line
            .points
            .iter()
            .rposition(|point| point.mark.size().is_some());
        for (at, point) in line.points.iter().enumerate() {
            let Some(number) = point.mark.size() else {
                continue;
            };
            let y = layout.axis.place(number);
            let clear = taken.iter().all(|other| (other - y).abs() > 15.0);
            if all || (Some(at) == last && clear) {
                let half = width(point.mark.text(), SMALL) / 2.0;
                let x = layout.x(at).min(WIDTH - half - 1.0);
                group.push(furniture::value_label(x, y, point.mark.text()));
                taken.push(y);
            }
        }
    }
    group
}

/// Under the plot, one strip per line with missing numbers: a box in the look of its state.
fn strips(trend: &Trend, layout: &Layout) -> (Element, f64) {
    let mut group = Element::group();
    let mut top = layout.bottom + 3.0;
    let side = (layout.step - 2.0).clamp(3.0, 18.0);
    for (index, line) in trend.lines.iter().enumerate() {
        let missing: Vec<usize> = (0..line.points.len())
            .filter(|at| line.points[*at].mark.size().is_none())
            .collect();
        if missing.is_empty() {
            continue;
        }
        if trend.lines.len() > 1 {
            let at = (layout.left - 10.0, top + STRIP / 2.0);
            group.push(super::series::marker(index, false, at, 3.6));
        }
        for at in missing {
            let mark = &line.points[at].mark;
            let cell = rectangle(layout.x(at) - side / 2.0, top + 1.5, side, STRIP - 3.0);
            let cell = Look::of(mark, Look::NotReported).dress(cell, &trend.heading.prefix);
            group.push(annotate(cell, mark, &point_name(trend, index, at)));
        }
        top += STRIP;
    }
    (group, top)
}

/// Period labels, as many as fit, the last one always.
fn periods(trend: &Trend, layout: &Layout, top: f64) -> Element {
    let widest = trend
        .periods
        .iter()
        .map(|period| width(period, SMALL))
        .fold(0.0, f64::max);
    let mut every = 1usize;
    while layout.edge(every) - layout.left < widest + 8.0 && every < trend.periods.len() {
        every += 1;
    }
    let mut group = Element::group();
    let last = trend.periods.len() - 1;
    for (at, period) in trend.periods.iter().enumerate() {
        if (last - at).is_multiple_of(every) {
            // Some readers' fonts are a fifth wider than ours. At the edges the text hangs on the edge
            // itself, so that nothing of it is cut.
            let half = width(period, SMALL) * 0.6;
            let x = layout.x(at);
            let (x, anchor) = if x + half > WIDTH {
                (WIDTH, Anchor::End)
            } else if x < half {
                (0.0, Anchor::Start)
            } else {
                (x, Anchor::Middle)
            };
            group.push(words(x, top + 15.0, SMALL, anchor, period));
        }
    }
    group
}
