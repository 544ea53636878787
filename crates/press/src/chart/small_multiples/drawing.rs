//! Draws small multiples: three panels in a row, each with the common scale.

use super::{Panel, SmallMultiples};
use crate::chart::axis::Axis;
use crate::chart::element::{Element, coordinate};
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, SMALL, fit, on_ground, width, words};
use crate::chart::look::{Look, line_colour};
use crate::chart::mark::Mark;
use crate::chart::symbol::{Shape, line, rectangle};
use crate::chart::trend::{Plotted, draw_series};

const COLUMNS: usize = 3;
const GAP: f64 = 20.0;
const PLOT: f64 = 84.0;
const HEAD: f64 = 24.0;
const PANEL: f64 = HEAD + PLOT + 40.0;

/// The measures that all panels share.
struct Layout {
    axis: Axis,
    left: f64,
    panel: f64,
    step: f64,
}

impl Layout {
    fn new(multiples: &SmallMultiples) -> Self {
        let numbers = multiples.marks().filter_map(Mark::size);
        let axis = Axis::over(numbers, HEAD + PLOT, HEAD);
        let labels = [axis.ticks().first(), axis.ticks().last()]
            .into_iter()
            .flatten()
            .map(|tick| width(&axis.label(*tick, multiples.words.numbers), SMALL))
            .fold(8.0, f64::max);
        let left = labels + 5.0;
        let panel = (WIDTH - GAP * 2.0) / 3.0;
        let periods = f64::from(u32::try_from(multiples.periods.len()).unwrap_or(u32::MAX));
        Self {
            axis,
            left,
            panel,
            step: (panel - left) / periods,
        }
    }

    fn edge(&self, at: usize) -> f64 {
        self.left + self.step * f64::from(u32::try_from(at).unwrap_or(u32::MAX))
    }

    fn x(&self, at: usize) -> f64 {
        self.edge(at) + self.step / 2.0
    }
}

/// The panels and the size of all.
pub(super) fn draw(multiples: &SmallMultiples) -> (Element, (f64, f64)) {
    let layout = Layout::new(multiples);
    let measure = fit(&multiples.words.measure, SMALL, WIDTH);
    let mut content = Element::group().child(words(0.0, 14.0, SMALL, Anchor::Start, &measure));
    let (mut x, mut y) = (0.0, 24.0);
    for (index, panel) in multiples.panels.iter().enumerate() {
        if index > 0 && index.is_multiple_of(COLUMNS) {
            x = 0.0;
            y += PANEL;
        }
        let shift = format!("translate({} {})", coordinate(x), coordinate(y));
        content.push(draw_panel(multiples, &layout, panel).with("transform", shift));
        x += layout.panel + GAP;
    }
    let bottom = y + PANEL;
    let (legend, height) = flow(&legend(multiples), (0.0, bottom), WIDTH);
    (content.child(legend), (WIDTH, bottom + height))
}

fn draw_panel(multiples: &SmallMultiples, layout: &Layout, panel: &Panel) -> Element {
    let mut group = Element::group().child(title(panel, layout));
    let ticks = layout.axis.ticks();
    for (at, tick) in ticks.iter().enumerate() {
        let y = layout.axis.place(*tick);
        let (class, stroke) = if *tick == 0.0 {
            ("chart-axis", "#595959")
        } else {
            ("chart-grid", "#d5d5d5")
        };
        group.push(line((layout.left, y), (layout.panel, y), class, stroke));
        if at == 0 || at + 1 == ticks.len() {
            let label = layout.axis.label(*tick, multiples.words.numbers);
            group.push(words(
                layout.left - 4.0,
                y + 4.5,
                SMALL,
                Anchor::End,
                &label,
            ));
        }
    }
    for at in &panel.breaks {
        group.push(break_line(layout.edge(*at)));
    }
    group.push(draw_series(&Plotted {
        index: 0,
        points: &panel.points,
        x: &|at| layout.x(at),
        y: &|number| layout.axis.place(number),
        breaks: &panel.breaks,
        radius: (layout.step / 3.0).clamp(1.2, 3.0),
        name: &|at| format!("{}, {}", panel.name, multiples.periods[at]),
    }));
    group
        .child(missing(multiples, layout, panel))
        .child(last_value(layout, panel))
        .child(ends(multiples, layout))
}

fn title(panel: &Panel, layout: &Layout) -> Element {
    let text = fit(&panel.name, SMALL, layout.panel);
    let title = words(0.0, 12.0, SMALL, Anchor::Start, &text).with("font-weight", "bold");
    match &panel.link {
        Some(link) => Element::new("a")
            .with("href", link.as_str())
            .with("aria-label", panel.name.clone())
            .child(title.with("text-decoration", "underline")),
        None => title,
    }
}

fn break_line(x: f64) -> Element {
    line((x, HEAD), (x, HEAD + PLOT), "chart-break", "#1a1a1a").with("stroke-dasharray", "2 3")
}

/// Boxes under the plot for numbers that are not there.
fn missing(multiples: &SmallMultiples, layout: &Layout, panel: &Panel) -> Element {
    let mut group = Element::group();
    let side = (layout.step - 1.5).clamp(2.0, 14.0);
    for (at, point) in panel.points.iter().enumerate() {
        if point.mark.size().is_none() {
            let cell = rectangle(layout.x(at) - side / 2.0, HEAD + PLOT + 3.0, side, 9.0);
            let cell = Look::of(&point.mark, Look::NotReported)
                .dress(cell, &multiples.heading.prefix)
                .with("stroke-width", "0.8");
            let name = format!("{}, {}", panel.name, multiples.periods[at]);
            group.push(annotate(cell, &point.mark, &name));
        }
    }
    group
}

fn last_value(layout: &Layout, panel: &Panel) -> Element {
    let last = panel.points.iter().enumerate().rev();
    let last = last.filter_map(|(at, point)| point.mark.size().map(|size| (at, point, size)));
    let mut group = Element::group().with("aria-hidden", "true");
    if let Some((at, point, size)) = last.into_iter().next() {
        let half = width(point.mark.text(), SMALL) / 2.0;
        let x = layout.x(at).min(layout.panel - half);
        let y = layout.axis.place(size) - 6.0;
        let text = words(x, y, SMALL, Anchor::Middle, point.mark.text());
        group.push(on_ground(text).with("font-weight", "bold"));
    }
    group
}

/// The first and the last period under the panel.
fn ends(multiples: &SmallMultiples, layout: &Layout) -> Element {
    let baseline = HEAD + PLOT + 25.0;
    let room = (layout.panel - layout.left) / 2.0 - 4.0;
    let mut group = Element::group();
    if let [first, .., last] = &multiples.periods[..] {
        let first = fit(first, SMALL, room);
        let last = fit(last, SMALL, room);
        group.push(words(layout.left, baseline, SMALL, Anchor::Start, &first));
        group.push(words(layout.panel, baseline, SMALL, Anchor::End, &last));
    } else if let [only] = &multiples.periods[..] {
        group.push(words(layout.x(0), baseline, SMALL, Anchor::Middle, only));
    }
    group
}

fn legend(multiples: &SmallMultiples) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut points = multiples.panels.iter().flat_map(|panel| &panel.points);
    if points.any(|point| point.is_provisional()) {
        let (class, colour) = line_colour(0);
        let hollow = Shape::Circle
            .draw(12.0, 7.0, 4.0)
            .class(format!("{class} chart-hollow"))
            .with("fill", "#ffffff")
            .with("stroke", colour)
            .with("stroke-width", "1.6");
        entries.push(Entry::new(hollow, &multiples.words.provisional));
    }
    if multiples
        .panels
        .iter()
        .any(|panel| !panel.breaks.is_empty())
    {
        let sample = line((12.0, 0.0), (12.0, 14.0), "chart-break", "#1a1a1a")
            .with("stroke-dasharray", "2 3");
        entries.push(Entry::new(sample, &multiples.words.break_in_series));
    }
    let states = &multiples.words.states;
    entries.extend(Entry::states(
        multiples.marks(),
        false,
        states,
        &multiples.heading.prefix,
    ));
    entries
}
