//! One sample of every chart, on an invented country of a few hexagons; the names are as long as
//! real ones. Used by the tests and by the gallery page that people look at.

mod estimates;
mod maps;
mod rows;
mod series;

pub use estimates::*;
pub use maps::*;
pub use rows::*;
pub use series::*;

use press::Error;
use press::chart::*;

/// A name and its chart.
pub type Sample = (&'static str, Box<dyn Chart>);

/// Every sample.
pub fn samples() -> Result<Vec<Sample>, Error> {
    Ok(vec![
        ("choropleth", Box::new(choropleth()?)),
        ("choropleth-schematic", Box::new(schematic()?)),
        ("dot-plot", Box::new(dot_plot("dots")?)),
        ("trend", Box::new(trend()?)),
        ("trend-lines", Box::new(trend_lines()?)),
        ("pyramid", Box::new(pyramid()?)),
        ("reporting", Box::new(reporting()?)),
        ("discrepancy", Box::new(discrepancy()?)),
        ("small-multiples", Box::new(small_multiples()?)),
        ("bars", Box::new(bars("bars")?)),
        ("bars-stacked", Box::new(stacked()?)),
        ("intervals", Box::new(intervals()?)),
        ("overlaps", Box::new(overlaps()?)),
    ])
}

/// A heading with this prefix.
pub fn heading(prefix: &str, title: &str) -> Result<Heading, Error> {
    Ok(Heading::new(
        IdPrefix::parse(prefix)?,
        title,
        format!("{title}: përshkrimi i figurës."),
    ))
}

/// Words for the states.
pub fn states() -> StateWords {
    StateWords {
        zero: "Zero e numëruar".to_owned(),
        hidden: "E fshehur (më pak se 5)".to_owned(),
        not_reported: "Nuk u raportua".to_owned(),
        not_applicable: "Nuk zbatohet".to_owned(),
    }
}

const NUMBERS: NumberStyle = NumberStyle {
    decimal: ',',
    group: '\u{a0}',
    grouped_from: 4,
};

/// A mark of a count written plainly.
pub fn count(number: u32) -> Mark {
    Mark::count(number, number.to_string())
}

/// Marks in all five states, going round.
fn any_mark(index: u32) -> Mark {
    match index % 9 {
        2 => Mark::hidden("<5"),
        4 => count(0),
        6 => Mark::not_reported("n/r"),
        8 => Mark::not_applicable("–"),
        other => count((other * 7 + index * 5) % 60 + 1),
    }
}

fn link(path: &str) -> Result<Link, Error> {
    Link::parse(path)
}

/// Classes up to 60.
pub fn classes() -> Result<ClassScale, Error> {
    let bounds = class_bounds(60.0, 6, Grain::Count);
    let class = |found: &ClassBounds| Class {
        upper: found.upper,
        label: format!("{}–{}", found.lower, found.upper),
    };
    ClassScale::parse(bounds.iter().map(class).collect())
}

const NAMES: [&str; 12] = [
    "Berat",
    "Dibër",
    "Durrës",
    "Elbasan",
    "Fier",
    "Gjirokastër",
    "Korçë",
    "Kukës",
    "Lezhë",
    "Shkodër",
    "Tiranë",
    "Vlorë",
];
