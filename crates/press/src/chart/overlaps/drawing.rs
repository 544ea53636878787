//! Draws an overlap plot: bars above, the matrix of lists below, lists named to the left.

use super::{Overlap, Overlaps};
use crate::chart::axis::Axis;
use crate::chart::element::{Element, coordinate};
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, SMALL, TEXT, block, fit, width, words, wrap};
use crate::chart::look::Look;
use crate::chart::symbol::{Shape, line, rectangle};

const NAMES: f64 = 132.0;
const TOP: f64 = 36.0;
const BARS: f64 = 170.0;
const ROW: f64 = 28.0;
const WIDEST: f64 = 34.0;
/// The widest text that stands above a bar; what a longer one says, the table says.
const LONGEST: f64 = 60.0;

struct Layout {
    axis: Axis,
    left: f64,
    step: f64,
    floor: f64,
    matrix: f64,
    /// Whether the widest number is wider than its column.
    is_close: bool,
}

impl Layout {
    fn middle(&self, index: u32) -> f64 {
        self.left + (f64::from(index) + 0.5) * self.step
    }

    fn row(&self, index: u32) -> f64 {
        self.matrix + (f64::from(index) + 0.5) * ROW
    }
}

fn number(length: usize) -> f64 {
    f64::from(u32::try_from(length).unwrap_or(u32::MAX))
}

/// The plot and its size.
pub(super) fn draw(plot: &Overlaps) -> (Element, (f64, f64)) {
    let left = NAMES + 36.0;
    let floor = TOP + BARS;
    let sizes = plot.columns.iter().filter_map(|column| column.mark.size());
    let step = ((WIDTH - left) / number(plot.columns.len())).min(WIDEST);
    let texts = plot.columns.iter().map(|column| column.mark.text());
    let layout = Layout {
        axis: Axis::over(sizes, floor, TOP),
        left,
        step,
        is_close: texts
            .map(|text| width(text, SMALL))
            .filter(|wide| *wide <= LONGEST)
            .fold(0.0, f64::max)
            > step - 2.0,
        floor,
        matrix: floor + 12.0,
    };
    let right = left + layout.step * number(plot.columns.len());
    let bottom = layout.matrix + number(plot.lists.len()) * ROW;
    let measure = fit(&plot.words.measure, SMALL, WIDTH);
    let mut content = Element::group().child(words(0.0, 14.0, SMALL, Anchor::Start, &measure));
    for tick in layout.axis.ticks() {
        let y = layout.axis.place(tick);
        content.push(line((left, y), (right, y), "chart-grid", "#d5d5d5"));
        let label = layout.axis.label(tick, plot.words.numbers);
        content.push(words(left - 6.0, y + 4.0, SMALL, Anchor::End, &label));
    }
    content.push(matrix_ground(plot, &layout, right));
    for (index, column) in (0u32..).zip(&plot.columns) {
        content.push(draw_column(plot, &layout, column, layout.middle(index)));
    }
    let states = Entry::states(
        plot.marks(),
        false,
        &plot.words.states,
        &plot.heading.prefix,
    );
    if states.is_empty() {
        return (content, (WIDTH, bottom + 4.0));
    }
    let (legend, height) = flow(&states, (0.0, bottom + 14.0), WIDTH);
    content.push(legend);
    (content, (WIDTH, bottom + 14.0 + height + 2.0))
}

/// The names of the lists, with every second row shaded.
fn matrix_ground(plot: &Overlaps, layout: &Layout, right: f64) -> Element {
    let mut group = Element::group();
    for (index, name) in (0u32..).zip(&plot.lists) {
        let middle = layout.row(index);
        if index % 2 == 0 {
            let stripe = rectangle(0.0, middle - ROW / 2.0, right, ROW);
            group.push(stripe.class("chart-stripe").with("fill", "#f2f2f2"));
        }
        let lines = wrap(name, TEXT, NAMES + 28.0, 2);
        group.push(block(4.0, middle, TEXT, Anchor::Start, &lines));
    }
    group
}

fn draw_column(plot: &Overlaps, layout: &Layout, column: &Overlap, x: f64) -> Element {
    let thickness = layout.step * 0.64;
    let look = Look::of(&column.mark, Look::Series(0));
    let top = column.mark.size().map_or(layout.floor - 14.0, |size| {
        layout.axis.place(size).min(layout.floor - 1.0)
    });
    let bar = rectangle(x - thickness / 2.0, top, thickness, layout.floor - top);
    let mut group = Element::group().child(look.dress(bar, &plot.heading.prefix));
    if width(column.mark.text(), SMALL) <= LONGEST {
        group.push(size_above(layout, column.mark.text(), (x, top)));
    }
    group.push(dots(layout, column, x));
    annotate(group, &column.mark, &plot.name(column))
}

/// A bar's number above it; upright where it would run into its neighbour's.
fn size_above(layout: &Layout, text: &str, (x, top): (f64, f64)) -> Element {
    if layout.is_close {
        let (x, y) = (x + SMALL * 0.35, top - 5.0);
        let turn = format!("rotate(-90 {} {})", coordinate(x), coordinate(y));
        return words(x, y, SMALL, Anchor::Start, text).with("transform", turn);
    }
    words(x, top - 5.0, SMALL, Anchor::Middle, text)
}

/// The column's dots, joined from the first list to the last.
fn dots(layout: &Layout, column: &Overlap, x: f64) -> Element {
    let mut group = Element::group();
    let on: Vec<f64> = (0u32..)
        .zip(&column.lists)
        .filter(|(_, is_on)| **is_on)
        .map(|(index, _)| layout.row(index))
        .collect();
    if let (Some(first), Some(last)) = (on.first(), on.last()) {
        let join = line((x, *first), (x, *last), "chart-sign", "#1a1a1a");
        group.push(join.with("stroke-width", "2"));
    }
    for (index, is_on) in (0u32..).zip(&column.lists) {
        let dot = Shape::Circle.draw(x, layout.row(index), 5.0);
        let dot = if *is_on {
            dot.class("chart-dot-on").with("fill", "#1a1a1a")
        } else {
            dot.class("chart-dot-off").with("fill", "#c4c4c4")
        };
        group.push(dot);
    }
    group
}
