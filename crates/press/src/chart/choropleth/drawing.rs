//! Draws a choropleth: the ground, the borders, the labels, the legend, the schematic note.

use super::labels::{self, Candidate};
use super::{Choropleth, Ground, SchematicArea};
use crate::chart::element::Element;
use crate::chart::frame::annotate;
use crate::chart::geography::{Plane, Projection, Shape, cells, outline_path, path, widest_span};
use crate::chart::heading::IdPrefix;
use crate::chart::legend::{self, Entry, column, state_looks};
use crate::chart::lettering::{self, Anchor, SMALL, TEXT, words};
use crate::chart::look::Look;

const MARGIN: f64 = 6.0;
const LEGEND: f64 = 200.0;
const GAP: f64 = 20.0;
const TALLEST: f64 = 620.0;

/// The map with its legend, and its size.
pub(super) fn draw(map: &Choropleth) -> (Element, (f64, f64)) {
    // The wide layout puts the legend below, the tall one beside the map.
    let wide = Projection::fit(
        positions(map),
        (MARGIN, MARGIN),
        (560.0 - 2.0 * MARGIN, TALLEST),
    );
    let tall = Projection::fit(positions(map), (MARGIN, MARGIN), (330.0, TALLEST));
    let beside = wide.is_some_and(|projection| projection.size().1 > 440.0);
    let projection = if beside { tall } else { wide };
    let Some(projection) = projection else {
        return (Element::group(), (0.0, 0.0));
    };
    let (map_width, map_height) = projection.size();
    let mut content = Element::group().child(ground(map, &projection));
    let legend_at = if beside {
        (map_width + 2.0 * MARGIN + GAP, MARGIN)
    } else {
        (MARGIN, map_height + 3.0 * MARGIN)
    };
    let (legend, legend_height) = legend(map, legend_at, beside);
    content.push(legend);
    let width = if beside { legend_at.0 + LEGEND } else { 560.0 };
    let mut height = if beside {
        (map_height + 2.0 * MARGIN).max(legend_height + 2.0 * MARGIN)
    } else {
        legend_at.1 + legend_height + MARGIN
    };
    if let Ground::Schematic { note, .. } = &map.ground {
        for line in lettering::wrap(note, SMALL, width - 2.0 * MARGIN, 3) {
            content.push(
                words(MARGIN, height + SMALL, SMALL, Anchor::Start, &line)
                    .with("font-style", "italic"),
            );
            height += SMALL * 1.3;
        }
        height += MARGIN;
    }
    (content, (width, height))
}

fn positions(map: &Choropleth) -> impl Iterator<Item = [f64; 2]> {
    let shapes: Vec<&Shape> = match &map.ground {
        Ground::Surveyed(regions) => regions.iter().map(|region| &region.shape).collect(),
        Ground::Schematic { areas, .. } => areas.iter().map(|area| &area.outline).collect(),
    };
    shapes
        .into_iter()
        .chain(&map.borders)
        .flat_map(Shape::positions)
}

/// A drawn place: its fill and what its label needs.
struct Drawn {
    shape: Element,
    at: Option<(Plane, f64)>,
}

fn ground(map: &Choropleth, projection: &Projection) -> Element {
    let prefix = &map.heading.prefix;
    let mut group = Element::group()
        .with("fill-rule", "evenodd")
        .with("stroke-width", "0.8")
        .with("stroke-linejoin", "round");
    let drawn = match &map.ground {
        Ground::Surveyed(regions) => regions
            .iter()
            .zip(&map.looks)
            .map(|(region, look)| surveyed(&region.shape, *look, prefix, projection))
            .collect(),
        Ground::Schematic { areas, .. } => {
            let mut looks = map.looks.iter().copied();
            let mut drawn = Vec::new();
            for (index, area) in areas.iter().enumerate() {
                let clip = format!("clip-{index}");
                group.push(clip_path(area, prefix, &clip, projection));
                drawn.extend(schematic(area, &mut looks, prefix, &clip, projection));
            }
            drawn
        }
    };
    let places = map.ground.places();
    let mut candidates = Vec::new();
    for (place, drawn) in places.iter().zip(drawn) {
        group.push(annotate(drawn.shape, place.mark, place.name));
        if let Some((middle, span)) = drawn.at {
            candidates.push(Candidate {
                middle,
                span,
                name: place.label,
                value: place.mark.text(),
            });
        }
    }
    let outlines: Vec<&Shape> = match &map.ground {
        Ground::Surveyed(_) => Vec::new(),
        Ground::Schematic { areas, .. } => areas.iter().map(|area| &area.outline).collect(),
    };
    for shape in outlines.into_iter().chain(&map.borders) {
        group.push(border(shape, projection));
    }
    group.child(labels::draw(&candidates))
}

fn surveyed(shape: &Shape, look: Look, prefix: &IdPrefix, projection: &Projection) -> Drawn {
    let rings = shape.rings(|position| projection.place(position));
    let element = look
        .dress(Element::new("path"), prefix)
        .with("d", outline_path(&rings));
    Drawn {
        shape: element,
        at: widest_span(&rings),
    }
}

fn schematic(
    area: &SchematicArea,
    looks: &mut impl Iterator<Item = Look>,
    prefix: &IdPrefix,
    clip: &str,
    projection: &Projection,
) -> Vec<Drawn> {
    let centres: Vec<Plane> = area
        .regions
        .iter()
        .map(|region| projection.place(region.centre))
        .collect();
    let outline: Vec<Plane> = area
        .outline
        .positions()
        .map(|position| projection.place(position))
        .collect();
    let edge = |pick: fn(&Plane) -> f64, better: fn(f64, f64) -> f64, start: f64| {
        outline.iter().chain(&centres).map(pick).fold(start, better)
    };
    let low = (
        edge(|point| point.0, f64::min, f64::INFINITY) - 1.0,
        edge(|point| point.1, f64::min, f64::INFINITY) - 1.0,
    );
    let high = (
        edge(|point| point.0, f64::max, f64::NEG_INFINITY) + 1.0,
        edge(|point| point.1, f64::max, f64::NEG_INFINITY) + 1.0,
    );
    cells(&centres, low, high)
        .into_iter()
        .zip(looks)
        .zip(&centres)
        .map(|((cell, look), centre)| {
            let span = widest_span(std::slice::from_ref(&cell)).map(|(_, width)| width);
            let element = look
                .dress(Element::new("path"), prefix)
                .with("d", path(&[cell]))
                .with("clip-path", prefix.url(clip));
            Drawn {
                shape: element,
                at: span.map(|span| (*centre, span)),
            }
        })
        .collect()
}

fn clip_path(
    area: &SchematicArea,
    prefix: &IdPrefix,
    part: &str,
    projection: &Projection,
) -> Element {
    let rings = area.outline.rings(|position| projection.place(position));
    Element::new("clipPath").with("id", prefix.id(part)).child(
        Element::new("path")
            .with("d", outline_path(&rings))
            .with("clip-rule", "evenodd"),
    )
}

fn border(shape: &Shape, projection: &Projection) -> Element {
    let rings = shape.rings(|position| projection.place(position));
    Element::new("path")
        .class("chart-border")
        .with("d", outline_path(&rings))
        .with("fill", "none")
        .with("stroke", "#333333")
        .with("stroke-width", "1.3")
        .with("stroke-linejoin", "round")
        .with("pointer-events", "none")
}

/// The legend: always every class and every other state.
fn legend(map: &Choropleth, (x, y): (f64, f64), beside: bool) -> (Element, f64) {
    let prefix = &map.heading.prefix;
    let of = map.classes.classes().len();
    let mut entries: Vec<Entry> = map
        .classes
        .classes()
        .iter()
        .enumerate()
        .map(|(index, class)| Entry::swatch(Look::Class { index, of }, prefix, &class.label))
        .collect();
    let states =
        state_looks(&map.words.states).map(|(_, look, label)| Entry::swatch(look, prefix, label));
    entries.extend(states);
    let room = if beside { LEGEND } else { 560.0 - 2.0 * MARGIN };
    let mut group = Element::group();
    let mut top = y;
    for line in lettering::wrap(&map.words.legend, TEXT * lettering::BOLD, room, 3) {
        group.push(words(x, top + TEXT, TEXT, Anchor::Start, &line).with("font-weight", "bold"));
        top += TEXT * 1.25;
    }
    top += 8.0;
    let (body, height) = if beside {
        column(&entries, (x, top), room)
    } else {
        legend::flow(&entries, (x, top), room)
    };
    (group.child(body), top + height - y)
}
