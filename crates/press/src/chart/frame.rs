//! The outermost element of every chart: size, role, name, patterns.

use super::element::{Element, coordinate};
use super::heading::{Heading, IdPrefix};
use super::lettering::{FAMILY, TEXT};
use super::mark::{Link, Mark};

/// The usual width of a chart in user units: wide enough for an office screen, narrow enough
/// that 14-unit text can still be read when a telephone scales it down.
pub(crate) const WIDTH: f64 = 560.0;

/// Whether a reader can go into the chart: an image is one thing to a screen reader, but links
/// inside an image would be unreachable, so a chart with links is a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// No links inside.
    Image,
    /// Links inside.
    Group,
}

impl Role {
    /// The role for a chart with these marks.
    pub(crate) fn of<'a>(mut marks: impl Iterator<Item = &'a Mark>) -> Self {
        if marks.any(|mark| mark.link().is_some()) {
            Self::Group
        } else {
            Self::Image
        }
    }
}

/// Wraps the content of a chart into its `<svg>` element.
pub(crate) fn frame(
    heading: &Heading,
    kind: &'static str,
    role: Role,
    (width, height): (f64, f64),
    content: Element,
) -> Element {
    let title = heading.prefix.id("title");
    let description = heading.prefix.id("description");
    Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .class(format!("chart {kind}"))
        .with(
            "viewBox",
            format!("0 0 {} {}", coordinate(width), coordinate(height)),
        )
        .at("width", width)
        .at("height", height)
        .with(
            "role",
            match role {
                Role::Image => "img",
                Role::Group => "group",
            },
        )
        .with("aria-labelledby", title.clone())
        .with("aria-describedby", description.clone())
        .with("font-family", FAMILY)
        .at("font-size", TEXT)
        .child(Element::new("title").with("id", title).text(&heading.title))
        .child(
            Element::new("desc")
                .with("id", description)
                .text(&heading.description),
        )
        .child(patterns(&heading.prefix))
        .child(content)
}

/// Wraps what stands for a mark so that it can be pointed at and followed.
pub(crate) fn annotate(shape: Element, mark: &Mark, name: &str) -> Element {
    annotate_with(shape, mark.tooltip(name), mark.link())
}

/// The same for something that is no mark.
pub(crate) fn annotate_with(shape: Element, tooltip: String, link: Option<&Link>) -> Element {
    let title = Element::new("title").text(&tooltip);
    match link {
        // Browsers disagree on whether a title names a link inside a picture; the label does.
        Some(link) => Element::new("a")
            .with("href", link.as_str())
            .with("aria-label", tooltip)
            .child(title)
            .child(shape),
        None => Element::group().child(title).child(shape),
    }
}

/// The hatch of hidden numbers, the dots of true zeros, the dots of "unknown".
fn patterns(prefix: &IdPrefix) -> Element {
    let pattern = |part: &str, side: f64| {
        Element::new("pattern")
            .with("id", prefix.id(part))
            .with("patternUnits", "userSpaceOnUse")
            .at("width", side)
            .at("height", side)
    };
    let ground = |side: f64, fill: &'static str, class: &'static str| {
        Element::new("rect")
            .at("width", side)
            .at("height", side)
            .class(class)
            .with("fill", fill)
    };
    let dot = |centre: f64, radius: f64, fill: &'static str, class: &'static str| {
        Element::new("circle")
            .at("cx", centre)
            .at("cy", centre)
            .at("r", radius)
            .class(class)
            .with("fill", fill)
    };
    Element::new("defs")
        .child(
            pattern("hidden", 7.0)
                .with("patternTransform", "rotate(45)")
                .child(ground(7.0, "#ffffff", "chart-hidden-ground"))
                .child(
                    Element::new("rect")
                        .at("width", 1.8)
                        .at("height", 7.0)
                        .class("chart-hidden-line")
                        .with("fill", "#6b6b6b"),
                ),
        )
        .child(
            pattern("zero", 9.0)
                .child(ground(9.0, "#fff6d6", "chart-zero-ground"))
                .child(dot(4.5, 0.9, "#8a6d00", "chart-zero-dot")),
        )
        .child(
            pattern("unknown", 5.0)
                .child(ground(5.0, "#e9e9e9", "chart-unknown-ground"))
                .child(dot(2.5, 1.1, "#6b6b6b", "chart-unknown-dot")),
        )
}
