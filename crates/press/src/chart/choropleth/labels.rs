//! Labels inside a map: name above value, value alone, or nothing, but never one over another.
//!
//! What finds no room on the map is in the tooltip and in the table twin.

use crate::chart::element::Element;
use crate::chart::geography::{LabelBox, Plane};
use crate::chart::lettering::{SMALL, on_ground, width};

/// A label that would like to be drawn.
pub(super) struct Candidate<'a> {
    /// Where.
    pub(super) middle: Plane,
    /// How wide the place is there.
    pub(super) span: f64,
    /// The name, or nothing.
    pub(super) name: &'a str,
    /// The value's text.
    pub(super) value: &'a str,
}

/// On a map of more places than this, labels would hide the map.
const MOST_LABELLED: usize = 100;

/// Places labels from the widest place to the narrowest; none on a very full map.
pub(super) fn draw(candidates: &[Candidate<'_>]) -> Element {
    let mut order: Vec<&Candidate<'_>> = candidates.iter().collect();
    order.sort_by(|left, right| right.span.total_cmp(&left.span));
    let mut taken: Vec<LabelBox> = Vec::new();
    // What all labels share stands on their group: a map can have hundreds.
    let mut group = on_ground(Element::group())
        .class("chart-text")
        .with("fill", "#1a1a1a")
        .at("font-size", SMALL)
        .with("text-anchor", "middle")
        .with("pointer-events", "none")
        .with("aria-hidden", "true");
    if order.len() > MOST_LABELLED {
        return group;
    }
    for candidate in order {
        if let Some((element, boxes)) = place(candidate, &taken) {
            group.push(element);
            taken.push(boxes);
        }
    }
    group
}

fn place(candidate: &Candidate<'_>, taken: &[LabelBox]) -> Option<(Element, LabelBox)> {
    const SHIFTS: [f64; 5] = [0.0, -8.0, 8.0, -16.0, 16.0];
    let (x, y) = candidate.middle;
    let free = |label: &LabelBox| !taken.iter().any(|other| other.covers(label));
    let name_width = width(candidate.name, SMALL);
    // A name may stand over its borders a little, but must clearly belong to its place.
    if !candidate.name.is_empty() && name_width < candidate.span * 1.5 {
        for shift in SHIFTS {
            let label = around(x, y + shift, name_width.max(value_width(candidate)), 30.0);
            if free(&label) {
                let element = Element::group()
                    .child(text(x, y + shift - 2.0, candidate.name))
                    .child(bold(x, y + shift + 12.0, candidate.value));
                return Some((element, label));
            }
        }
    }
    let label = around(x, y, value_width(candidate), 15.0);
    let fits = value_width(candidate) < candidate.span && free(&label);
    fits.then(|| (bold(x, y + 4.5, candidate.value), label))
}

fn value_width(candidate: &Candidate<'_>) -> f64 {
    width(candidate.value, SMALL) * 1.05
}

const fn around(x: f64, y: f64, width: f64, height: f64) -> LabelBox {
    LabelBox {
        left: x - width / 2.0,
        top: y - height / 2.0,
        right: x + width / 2.0,
        bottom: y + height / 2.0,
    }
}

fn text(x: f64, y: f64, content: &str) -> Element {
    Element::new("text").at("x", x).at("y", y).text(content)
}

fn bold(x: f64, y: f64, content: &str) -> Element {
    Element::new("text")
        .at("x", x)
        .at("y", y)
        .with("font-weight", "bold")
        .text(content)
}
