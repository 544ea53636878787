//! Draws bars: names to the left, parts side by side, the bar's text at its end.

use super::{BarRow, Bars};
use crate::chart::element::Element;
use crate::chart::frame::{WIDTH, annotate};
use crate::chart::legend::{Entry, flow};
use crate::chart::lettering::{Anchor, SMALL, TEXT, block, fit, width, words, wrap};
use crate::chart::look::Look;
use crate::chart::mark::{Mark, ValueState};
use crate::chart::symbol::{line, rectangle};

const ROW: f64 = 34.0;
const BAR: f64 = 22.0;
const NAMES: f64 = 176.0;
const LEFT: f64 = NAMES + 12.0;
const BOX: f64 = 18.0;

/// The chart and its size.
pub(super) fn draw(bars: &Bars) -> (Element, (f64, f64)) {
    let measure = fit(&bars.words.measure, SMALL, WIDTH);
    let mut content = Element::group().child(words(0.0, 14.0, SMALL, Anchor::Start, &measure));
    let mut top = 22.0;
    let entries = legend(bars);
    if !entries.is_empty() {
        let (legend, height) = flow(&entries, (0.0, top + 4.0), WIDTH);
        content.push(legend);
        top += height + 8.0;
    }
    let scale = scale(bars);
    let start = top;
    for row in &bars.rows {
        let height = row_height(row);
        content.push(draw_row(bars, row, scale, (top, height)));
        top += height;
    }
    content.push(line((LEFT, start), (LEFT, top), "chart-axis", "#595959"));
    (content, (WIDTH, top + 4.0))
}

/// User units per one, so that the longest bar with its boxes and its text fits.
fn scale(bars: &Bars) -> f64 {
    let room = WIDTH - LEFT;
    bars.rows
        .iter()
        .map(|row| {
            let numbers: f64 = row
                .parts
                .iter()
                .filter_map(Mark::size)
                .map(at_least_zero)
                .sum();
            let missing = row
                .parts
                .iter()
                .filter(|part| part.size().is_none())
                .count();
            let boxes = f64::from(u32::try_from(missing).unwrap_or(u32::MAX)) * (BOX + 2.0);
            let free = (room - boxes - end_width(row)).max(room / 4.0);
            if numbers > 0.0 {
                free / numbers
            } else {
                f64::INFINITY
            }
        })
        .fold(f64::INFINITY, f64::min)
}

const fn at_least_zero(number: f64) -> f64 {
    number.max(0.0)
}

/// The text at the bar's end: its total, or its only part.
fn end_text(row: &BarRow) -> Option<&Mark> {
    row.total
        .as_ref()
        .or_else(|| row.parts.first().filter(|_| row.parts.len() == 1))
}

fn end_width(row: &BarRow) -> f64 {
    end_text(row).map_or(0.0, |mark| width(mark.text(), TEXT) * 1.08 + 10.0)
}

fn name_lines(row: &BarRow) -> Vec<String> {
    wrap(&row.name, SMALL, NAMES, 3)
}

/// Three lines of a long name need more room than a bar.
fn row_height(row: &BarRow) -> f64 {
    if name_lines(row).len() > 2 {
        ROW + SMALL
    } else {
        ROW
    }
}

fn draw_row(bars: &Bars, row: &BarRow, scale: f64, (top, height): (f64, f64)) -> Element {
    let middle = top + height / 2.0;
    let lines = name_lines(row);
    let mut group = Element::group().child(block(0.0, middle, SMALL, Anchor::Start, &lines));
    let mut x = LEFT;
    for missing in [false, true] {
        let parts = row.parts.iter().enumerate();
        for (index, mark) in parts.filter(|(_, mark)| mark.size().is_none() == missing) {
            let length = match mark.size() {
                Some(number) if number > 0.0 => number * scale,
                Some(_) => continue,
                None => BOX,
            };
            let name = format!("{}, {}", row.name, bars.series[index].name);
            let part = part(bars, index, mark, (x, middle - BAR / 2.0), length);
            group.push(annotate(part, mark, &name));
            x += length + if missing { 2.0 } else { 0.0 };
        }
    }
    if let Some(mark) = end_text(row) {
        let text = words(x + 6.0, middle + 5.0, TEXT, Anchor::Start, mark.text())
            .with("font-weight", "bold");
        // A single part is already annotated by its bar, unless it has none.
        let alone = row.total.is_none() && mark.state() != ValueState::TrueZero;
        group.push(if alone {
            text
        } else {
            annotate(text, mark, &row.name)
        });
    }
    group
}

fn part(bars: &Bars, index: usize, mark: &Mark, (x, y): (f64, f64), length: f64) -> Element {
    let look = Look::of(mark, series_look(bars, index));
    let mut group =
        Element::group().child(look.dress(rectangle(x, y, length, BAR), &bars.heading.prefix));
    let text_width = width(mark.text(), SMALL);
    if bars.series.len() > 1 && mark.size().is_some() && text_width + 6.0 < length {
        group.push(look.label(x + length / 2.0, y + BAR / 2.0, mark.text()));
    }
    group
}

/// The look of a series: known ones take colours in order, the unknown one its pattern.
fn series_look(bars: &Bars, index: usize) -> Look {
    if bars.series[index].unknown {
        return Look::Unknown;
    }
    let before = bars.series[..index].iter().filter(|part| !part.unknown);
    Look::Series(before.count())
}

fn legend(bars: &Bars) -> Vec<Entry> {
    let prefix = &bars.heading.prefix;
    let mut entries = Vec::new();
    if bars.series.len() > 1 {
        for (index, part) in bars.series.iter().enumerate() {
            entries.push(Entry::swatch(series_look(bars, index), prefix, &part.name));
        }
    }
    let parts = bars.rows.iter().flat_map(|row| &row.parts);
    entries.extend(Entry::states(parts, false, &bars.words.states, prefix));
    entries
}
