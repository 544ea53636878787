//! Sample maps on invented shapes.

use super::*;

fn map_words() -> ChoroplethWords {
    ChoroplethWords {
        legend: "Viktima të mundshme, 2024 (persona)".to_owned(),
        place: "Qarku".to_owned(),
        states: states(),
    }
}

/// A six-sided shape, a little jagged, around a centre.
fn hexagon(name: &str, [x, y]: Position, radius: f64) -> Result<Shape, Error> {
    let ring = (0..36u32).map(|step| {
        let turn = f64::from(step) * std::f64::consts::TAU / 36.0;
        let wave = 1.0 + 0.06 * (turn * 6.0).cos() + 0.02 * (turn * 17.0).sin();
        [
            x + radius * wave * 1.3 * turn.cos(),
            y + radius * wave * turn.sin(),
        ]
    });
    Shape::parse(name, vec![vec![ring.collect()]])
}

fn centre(index: usize) -> Position {
    let column = (index % 2) as f64;
    let row = (index / 2) as f64;
    [19.4 + column * 0.62, 42.4 - row * 0.46]
}

/// Twelve surveyed places.
pub fn choropleth() -> Result<Choropleth, Error> {
    let mut regions = Vec::new();
    for (index, name) in NAMES.iter().enumerate() {
        let mark = any_mark(index as u32).with_link(link(&format!("/facts?place={name}"))?);
        regions.push(Region {
            name: format!("Qarku {name}"),
            label: (*name).to_owned(),
            shape: hexagon(name, centre(index), 0.23)?,
            mark,
        });
    }
    Choropleth::new(
        heading("map", "Viktima të mundshme sipas qarkut")?,
        map_words(),
        classes()?,
        Ground::Surveyed(regions),
    )
}

/// Three outlines shared out among centre points.
pub fn schematic() -> Result<Choropleth, Error> {
    let mut areas = Vec::new();
    for (area, name) in NAMES.iter().enumerate().take(3) {
        let middle = [19.4 + area as f64 * 0.9, 41.0 + (area % 2) as f64 * 0.25];
        let regions = (0..7u32).map(|index| {
            let turn = f64::from(index) * 2.4;
            let distance = 0.045 * f64::from(index);
            SchematicRegion {
                name: format!("Bashkia {name}-{index}"),
                label: format!("{name} {index}"),
                centre: [
                    middle[0] + distance * turn.cos(),
                    middle[1] + distance * turn.sin(),
                ],
                mark: any_mark(index + area as u32 * 4),
            }
        });
        areas.push(SchematicArea {
            outline: hexagon("outline", middle, 0.33)?,
            regions: regions.collect(),
        });
    }
    Choropleth::new(
        heading("schema", "Raste sipas bashkisë")?,
        map_words(),
        classes()?,
        Ground::Schematic {
            areas,
            note: "Hartë skematike: kufijtë e bashkive janë vizatuar rreth pikave të tyre \
                   qendrore dhe nuk janë kufijtë e vërtetë."
                .to_owned(),
        },
    )
}
