//! Small multiples: the same trend for many places on one scale, so that they can be compared.
//!
//! Never scales a panel by itself.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::mark::{Link, Mark, StateWords};
use super::number::NumberStyle;
use super::table::{TableTwin, TwinCell};
use super::trend::TrendPoint;
use crate::Error;
use crate::error::{amount, same_length};

/// One small trend.
#[derive(Debug, Clone)]
pub struct Panel {
    /// The place.
    pub name: String,
    /// One number per period.
    pub points: Vec<TrendPoint>,
    /// The positions of the first periods after a break in series.
    pub breaks: Vec<usize>,
    /// Where the panel's name leads.
    pub link: Option<Link>,
}

/// The words of small multiples.
#[derive(Debug, Clone)]
pub struct SmallMultiplesWords {
    /// The head of the places in the table.
    pub place: String,
    /// What is measured, with the unit.
    pub measure: String,
    /// A provisional number.
    pub provisional: String,
    /// A break in series.
    pub break_in_series: String,
    /// The states beside a value.
    pub states: StateWords,
    /// How tick labels are written.
    pub numbers: NumberStyle,
}

/// The same trend for many places.
#[derive(Debug, Clone)]
pub struct SmallMultiples {
    heading: Heading,
    words: SmallMultiplesWords,
    periods: Vec<String>,
    panels: Vec<Panel>,
}

impl SmallMultiples {
    /// 1 to 100 panels over 1 to 120 periods.
    ///
    /// # Errors
    /// [`Error::Amount`], [`Error::Length`] or [`Error::Position`] naming the list.
    pub fn new(
        heading: Heading,
        words: SmallMultiplesWords,
        periods: Vec<String>,
        panels: Vec<Panel>,
    ) -> Result<Self, Error> {
        amount("periods of the small multiples", 1, 120, periods.len())?;
        amount("panels", 1, 100, panels.len())?;
        for panel in &panels {
            same_length(&panel.name, periods.len(), panel.points.len())?;
            if let Some(stray) = panel.breaks.iter().find(|at| **at >= periods.len()) {
                return Err(Error::Position {
                    place: panel.name.clone(),
                    position: *stray,
                    length: periods.len(),
                });
            }
        }
        Ok(Self {
            heading,
            words,
            periods,
            panels,
        })
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.panels
            .iter()
            .flat_map(|panel| &panel.points)
            .map(|point| &point.mark)
    }
}

impl Chart for SmallMultiples {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        let role = if self.panels.iter().any(|panel| panel.link.is_some()) {
            Role::Group
        } else {
            Role::of(self.marks())
        };
        frame(&self.heading, "chart-small-multiples", role, size, content).to_markup()
    }

    fn table(&self) -> TableTwin {
        let mut header = vec![self.words.place.clone()];
        header.extend(self.periods.iter().cloned());
        let rows = self.panels.iter().map(|panel| {
            let mut name = TwinCell::words(&panel.name);
            name.link.clone_from(&panel.link);
            let mut cells = vec![name];
            cells.extend(panel.points.iter().enumerate().map(|(at, point)| {
                let mut cell = TwinCell::mark(&point.mark);
                // A table cell has no shape to show it by, so the words follow the number.
                if point.is_provisional() {
                    cell.text = format!("{} ({})", cell.text, self.words.provisional);
                }
                if panel.breaks.contains(&at) {
                    cell.text = format!("{} ({})", cell.text, self.words.break_in_series);
                }
                cell
            }));
            cells
        });
        TableTwin {
            caption: format!("{} – {}", self.heading.title, self.words.measure),
            header,
            rows: rows.collect(),
        }
    }
}
