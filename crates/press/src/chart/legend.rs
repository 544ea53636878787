//! Legends: samples with words, set one after the other and broken into rows.

use super::element::Element;
use super::heading::IdPrefix;
use super::lettering::{self, Anchor, SMALL, words};
use super::look::Look;
use super::mark::{Mark, StateWords, ValueState};
use super::symbol::rectangle;

const SAMPLE: f64 = 24.0;
const ROW: f64 = 22.0;

/// One entry: a sample drawn in a box of 24 by 14 units from the origin, and its words.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    sample: Element,
    label: String,
}

impl Entry {
    /// An entry with a sample of its own.
    pub(crate) fn new(sample: Element, label: impl Into<String>) -> Self {
        Self {
            sample,
            label: label.into(),
        }
    }

    /// An entry with a filled box.
    pub(crate) fn swatch(look: Look, prefix: &IdPrefix, label: &str) -> Self {
        let sample = look.dress(rectangle(1.0, 0.5, 21.0, 13.0), prefix);
        Self::new(sample, label)
    }

    /// The entries of those states without a number (and zero, if asked for) that occur.
    pub(crate) fn states<'a>(
        marks: impl Iterator<Item = &'a Mark>,
        zero: bool,
        text: &StateWords,
        prefix: &IdPrefix,
    ) -> Vec<Self> {
        let present: Vec<ValueState> = marks.map(Mark::state).collect();
        state_looks(text)
            .into_iter()
            .filter(|(state, _, _)| present.contains(state))
            .filter(|(state, _, _)| zero || *state != ValueState::TrueZero)
            .map(|(_, look, label)| Self::swatch(look, prefix, label))
            .collect()
    }

    fn width(&self) -> f64 {
        SAMPLE + 6.0 + lettering::width(&self.label, SMALL) + 16.0
    }
}

/// The four states beside a value, with look and words.
pub(crate) fn state_looks(text: &StateWords) -> [(ValueState, Look, &str); 4] {
    [
        (ValueState::TrueZero, Look::Zero, &text.zero),
        (ValueState::Hidden, Look::Hidden, &text.hidden),
        (
            ValueState::NotReported,
            Look::NotReported,
            &text.not_reported,
        ),
        (
            ValueState::NotApplicable,
            Look::NotApplicable,
            &text.not_applicable,
        ),
    ]
}

/// Sets entries in rows no wider than `room`, from `(x, y)` downwards; returns the group and its
/// height.
pub(crate) fn flow(entries: &[Entry], (x, y): (f64, f64), room: f64) -> (Element, f64) {
    let mut group = Element::group().class("chart-legend");
    let (mut left, mut top) = (x, y);
    for entry in entries {
        if left > x && left + entry.width() - 16.0 > x + room {
            left = x;
            top += ROW;
        }
        group.push(place(entry, left, top, room));
        left += entry.width();
    }
    let height = if entries.is_empty() {
        0.0
    } else {
        top + ROW - y
    };
    (group, height)
}

/// Sets entries one below the other, labels wrapped to `room`; returns the group and its height.
pub(crate) fn column(entries: &[Entry], (x, y): (f64, f64), room: f64) -> (Element, f64) {
    let mut group = Element::group().class("chart-legend");
    let mut top = y;
    for entry in entries {
        let lines = lettering::wrap(&entry.label, SMALL, room - SAMPLE - 6.0, 3);
        group.push(sample(entry, x, top));
        let mut baseline = top + 11.5;
        for line in &lines {
            group.push(words(
                x + SAMPLE + 6.0,
                baseline,
                SMALL,
                Anchor::Start,
                line,
            ));
            baseline += SMALL * 1.2;
        }
        top = (baseline - 11.5 + 7.0).max(top + ROW);
    }
    (group, top - y)
}

fn place(entry: &Entry, x: f64, y: f64, room: f64) -> Element {
    let label = lettering::fit(&entry.label, SMALL, room - SAMPLE - 6.0);
    Element::group().child(sample(entry, x, y)).child(words(
        x + SAMPLE + 6.0,
        y + 11.5,
        SMALL,
        Anchor::Start,
        &label,
    ))
}

fn sample(entry: &Entry, x: f64, y: f64) -> Element {
    let shift = format!(
        "translate({} {})",
        super::element::coordinate(x),
        super::element::coordinate(y)
    );
    Element::group()
        .with("transform", shift)
        .child(entry.sample.clone())
}
