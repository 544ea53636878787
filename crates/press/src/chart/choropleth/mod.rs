//! The choropleth: places filled by value class, on surveyed shapes or on schematic areas.
//!
//! Never interpolates: a place without a number keeps the look of its state. The legend always
//! shows every class and all four other states, so that two maps can be compared.

mod drawing;
mod labels;

use super::Chart;
use super::breaks::ClassScale;
use super::frame::{Role, frame};
use super::geography::{Position, Shape};
use super::heading::Heading;
use super::look::Look;
use super::mark::{Mark, StateWords, ValueState};
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::amount;

/// A place with a surveyed shape.
#[derive(Debug, Clone)]
pub struct Region {
    /// The full name, for pointer, screen reader and table.
    pub name: String,
    /// The name on the map where there is room; empty for none.
    pub label: String,
    /// The shape.
    pub shape: Shape,
    /// The number.
    pub mark: Mark,
}

/// A place of which only a centre point is known.
#[derive(Debug, Clone)]
pub struct SchematicRegion {
    /// The full name, for pointer, screen reader and table.
    pub name: String,
    /// The name on the map where there is room; empty for none.
    pub label: String,
    /// The centre point.
    pub centre: Position,
    /// The number.
    pub mark: Mark,
}

/// A surveyed outline that is shared out schematically among the places inside it.
#[derive(Debug, Clone)]
pub struct SchematicArea {
    /// The outline.
    pub outline: Shape,
    /// The places inside it.
    pub regions: Vec<SchematicRegion>,
}

/// What the places look like.
#[derive(Debug, Clone)]
pub enum Ground {
    /// Every place has its own surveyed shape.
    Surveyed(Vec<Region>),
    /// Places are areas around centre points, cut off at surveyed outlines.
    Schematic {
        /// The outlines with their places.
        areas: Vec<SchematicArea>,
        /// The sentence that says so under the map and in the table's caption.
        note: String,
    },
}

/// The words of a choropleth.
#[derive(Debug, Clone)]
pub struct ChoroplethWords {
    /// What the classes measure, with the unit; above the legend and the table's numbers.
    pub legend: String,
    /// The head of the places in the table.
    pub place: String,
    /// The states beside a value.
    pub states: StateWords,
}

/// A map of places filled by value class.
#[derive(Debug, Clone)]
pub struct Choropleth {
    heading: Heading,
    words: ChoroplethWords,
    classes: ClassScale,
    ground: Ground,
    looks: Vec<Look>,
    borders: Vec<Shape>,
}

impl Choropleth {
    /// A map of 1 to 2000 places.
    ///
    /// # Errors
    /// [`Error::Amount`] without places or with too many; [`Error::OutsideClasses`] for a value
    /// that none of the classes holds; [`Error::Shape`] for a centre point that is no longitude
    /// and latitude.
    pub fn new(
        heading: Heading,
        words: ChoroplethWords,
        classes: ClassScale,
        ground: Ground,
    ) -> Result<Self, Error> {
        let places = ground.places();
        amount("places of the map", 1, 2000, places.len())?;
        let looks = places
            .iter()
            .map(|place| look(place.name, place.mark, &classes))
            .collect::<Result<_, _>>()?;
        ground.check()?;
        Ok(Self {
            heading,
            words,
            classes,
            ground,
            looks,
            borders: Vec::new(),
        })
    }

    /// The same map with stronger borders drawn over it, such as those of the next level up.
    #[must_use]
    pub fn with_borders(mut self, borders: Vec<Shape>) -> Self {
        self.borders = borders;
        self
    }
}

/// A place of either ground, without its shape.
struct Place<'a> {
    name: &'a str,
    label: &'a str,
    mark: &'a Mark,
}

impl Ground {
    /// The places in drawing order.
    fn places(&self) -> Vec<Place<'_>> {
        match self {
            Self::Surveyed(regions) => regions
                .iter()
                .map(|region| Place {
                    name: &region.name,
                    label: &region.label,
                    mark: &region.mark,
                })
                .collect(),
            Self::Schematic { areas, .. } => areas
                .iter()
                .flat_map(|area| &area.regions)
                .map(|region| Place {
                    name: &region.name,
                    label: &region.label,
                    mark: &region.mark,
                })
                .collect(),
        }
    }

    fn check(&self) -> Result<(), Error> {
        let Self::Schematic { areas, .. } = self else {
            return Ok(());
        };
        let stray = areas
            .iter()
            .flat_map(|area| &area.regions)
            .find(|region| !super::geography::is_on_earth(region.centre));
        stray.map_or(Ok(()), |region| {
            Err(Error::Shape {
                place: region.name.clone(),
                reason: "its centre is no longitude and latitude in degrees",
            })
        })
    }
}

fn look(name: &str, mark: &Mark, classes: &ClassScale) -> Result<Look, Error> {
    let value = match (mark.state(), mark.size()) {
        (ValueState::Value, Some(number)) => Look::Class {
            index: classes.class_of(name, number)?,
            of: classes.classes().len(),
        },
        _ => Look::NotReported,
    };
    Ok(Look::of(mark, value))
}

impl Chart for Choropleth {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        let places = self.ground.places();
        let role = Role::of(places.iter().map(|place| place.mark));
        frame(&self.heading, "chart-choropleth", role, size, content).to_markup()
    }

    fn title(&self) -> String {
        self.heading.title.clone()
    }

    fn table(&self) -> TableTwin {
        let caption = match &self.ground {
            Ground::Surveyed(_) => self.heading.title.clone(),
            Ground::Schematic { note, .. } => format!("{} – {note}", self.heading.title),
        };
        TableTwin {
            caption,
            header: vec![self.words.place.clone(), self.words.legend.clone()],
            rows: self
                .ground
                .places()
                .iter()
                .map(|place| vec![TwinCell::words(place.name), TwinCell::mark(place.mark)])
                .collect(),
        }
    }
}
