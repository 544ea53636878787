//! Draws a pyramid: two sides around the age groups, and a column for unknown sex.

use super::{Pyramid, PyramidRow};
use crate::chart::element::Element;
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, BOLD, SMALL, TEXT, block, fit, width, words, wrap};
use crate::chart::look::Look;
use crate::chart::mark::Mark;
use crate::chart::symbol::{line, rectangle};

const ROW: f64 = 26.0;
const BAR: f64 = 20.0;
const TOP: f64 = 38.0;
/// The width of the box that stands for a number that is not there.
const BOX: f64 = 18.0;
/// The width of the column for unknown sex, with the gap before it.
const UNKNOWN: f64 = 140.0;

/// The measures that all rows share: where the sides start and how long a bar may be.
struct Layout {
    left: f64,
    right: f64,
    unknown: f64,
    scale: f64,
}

impl Layout {
    fn new(pyramid: &Pyramid) -> Self {
        let labels = pyramid.rows.iter().map(|row| width(&row.label, SMALL));
        let middle = (labels.fold(40.0, f64::max) + 16.0).min(150.0);
        let texts = pyramid.marks().filter(|mark| mark.size().is_some());
        let text = texts
            .map(|mark| width(mark.text(), SMALL))
            .fold(10.0, f64::max)
            + 8.0;
        let column = if pyramid.has_unknown_sex() {
            UNKNOWN
        } else {
            0.0
        };
        let side = (WIDTH - middle - column) / 2.0;
        let sides = pyramid.rows.iter().flat_map(|row| [&row.left, &row.right]);
        let unknown = pyramid.rows.iter().filter_map(|row| row.unknown.as_ref());
        // One scale for all three columns: the one that the fullest column can bear.
        let bearable = |room: f64, largest: f64| {
            if largest > 0.0 {
                (room - text) / largest
            } else {
                f64::INFINITY
            }
        };
        let scale = bearable(side, largest(sides)).min(bearable(UNKNOWN - 20.0, largest(unknown)));
        Self {
            left: side,
            right: side + middle,
            unknown: WIDTH - UNKNOWN + 20.0,
            scale,
        }
    }

    fn length(&self, number: f64) -> f64 {
        if number > 0.0 {
            number * self.scale
        } else {
            0.0
        }
    }
}

fn largest<'a>(marks: impl Iterator<Item = &'a Mark>) -> f64 {
    marks.filter_map(Mark::size).fold(0.0, f64::max)
}

/// On which side of its start a bar grows.
#[derive(Clone, Copy)]
enum Growth {
    Left,
    Right,
}

/// The pyramid and its size.
pub(super) fn draw(pyramid: &Pyramid) -> (Element, (f64, f64)) {
    let layout = Layout::new(pyramid);
    let mut content = heads(pyramid, &layout);
    let mut top = TOP;
    let mut apart = false;
    for row in &pyramid.rows {
        if row.age_unknown && !apart {
            top += 10.0;
            apart = true;
            content.push(
                line(
                    (0.0, top - 6.0),
                    (WIDTH, top - 6.0),
                    "chart-grid",
                    "#d5d5d5",
                )
                .with("stroke-dasharray", "2 3"),
            );
        }
        content.push(draw_row(pyramid, &layout, row, top));
        top += ROW;
    }
    for x in [layout.left, layout.right] {
        content.push(line((x, TOP), (x, top), "chart-axis", "#595959"));
    }
    if pyramid.has_unknown_sex() {
        let x = layout.unknown;
        content.push(line((x, TOP), (x, top), "chart-axis", "#595959"));
    }
    let entries = Entry::states(
        pyramid.marks(),
        false,
        &pyramid.words.states,
        &pyramid.heading.prefix,
    );
    let (legend, height) = flow(&entries, (0.0, top + 12.0), WIDTH);
    content.push(legend);
    (content, (WIDTH, top + 12.0 + height))
}

fn heads(pyramid: &Pyramid, layout: &Layout) -> Element {
    let head = |x: f64, anchor: Anchor, text: &str| {
        let text = fit(text, TEXT, layout.left);
        words(x, 22.0, TEXT, anchor, &text).with("font-weight", "bold")
    };
    let middle = f64::midpoint(layout.left, layout.right);
    let room = layout.right - layout.left;
    let mut group = Element::group()
        .child(head(layout.left, Anchor::End, &pyramid.words.left))
        .child(head(layout.right, Anchor::Start, &pyramid.words.right))
        .child(words(
            middle,
            22.0,
            SMALL,
            Anchor::Middle,
            &fit(&pyramid.words.age, SMALL, room - 8.0),
        ));
    if pyramid.has_unknown_sex() {
        let lines = wrap(
            &pyramid.words.unknown,
            SMALL * BOLD,
            WIDTH - layout.unknown,
            2,
        );
        let block = block(layout.unknown, 17.0, SMALL, Anchor::Start, &lines);
        group.push(block.with("font-weight", "bold"));
    }
    group
}

fn draw_row(pyramid: &Pyramid, layout: &Layout, row: &PyramidRow, top: f64) -> Element {
    let middle = f64::midpoint(layout.left, layout.right);
    let room = layout.right - layout.left - 8.0;
    let label = fit(&row.label, SMALL, room);
    let value = |index: usize| {
        if row.age_unknown {
            Look::Unknown
        } else {
            Look::Series(index)
        }
    };
    let name = |side: &str| format!("{}, {side}", row.label);
    let mut group = Element::group()
        .child(words(
            middle,
            top + BAR / 2.0 + 4.5,
            SMALL,
            Anchor::Middle,
            &label,
        ))
        .child(annotate(
            bar(
                pyramid,
                layout,
                &row.left,
                value(0),
                Growth::Left,
                (layout.left, top),
            ),
            &row.left,
            &name(&pyramid.words.left),
        ))
        .child(annotate(
            bar(
                pyramid,
                layout,
                &row.right,
                value(1),
                Growth::Right,
                (layout.right, top),
            ),
            &row.right,
            &name(&pyramid.words.right),
        ));
    if let Some(mark) = &row.unknown {
        let at = (layout.unknown, top);
        group.push(annotate(
            bar(pyramid, layout, mark, Look::Unknown, Growth::Right, at),
            mark,
            &name(&pyramid.words.unknown),
        ));
    }
    group
}

fn bar(
    pyramid: &Pyramid,
    layout: &Layout,
    mark: &Mark,
    value: Look,
    growth: Growth,
    (start, top): (f64, f64),
) -> Element {
    let length = mark.size().map_or(BOX, |number| layout.length(number));
    let (x, text_at, anchor) = match growth {
        Growth::Left => (start - length, start - length - 4.0, Anchor::End),
        Growth::Right => (start, start + length + 4.0, Anchor::Start),
    };
    let room = match growth {
        Growth::Left => text_at,
        Growth::Right if start < layout.unknown => layout.left - length,
        Growth::Right => WIDTH - text_at,
    };
    let text = fit(mark.text(), SMALL, room);
    let mut group = Element::group();
    // A true zero has no length; its text alone stands at the axis.
    if length > 0.0 {
        let shape = rectangle(x, top, length, BAR);
        group.push(Look::of(mark, value).dress(shape, &pyramid.heading.prefix));
    }
    group.child(words(text_at, top + BAR / 2.0 + 4.5, SMALL, anchor, &text))
}
