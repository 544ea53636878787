//! The interval plot: for each method its estimate with two nested intervals, on one scale, with a
//! mark for what was observed and a band for the range over the methods.
//!
//! A method without an estimate keeps its row and says why; it is never left out, because the
//! methods that fail are part of the answer.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::number::NumberStyle;
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::amount;

/// What one method says.
#[derive(Debug, Clone)]
pub struct IntervalRow {
    /// The method.
    pub name: String,
    /// The estimate with its text, if there is one.
    pub estimate: Option<(f64, String)>,
    /// The narrow interval, low end first.
    pub narrow: Option<(f64, f64)>,
    /// The wide interval, low end first.
    pub wide: Option<(f64, f64)>,
    /// The intervals in words, or why there are none.
    pub note: String,
    /// Whether the estimate counts towards the range.
    pub is_reliable: bool,
}

/// The words of an interval plot.
#[derive(Debug, Clone)]
pub struct IntervalWords {
    /// The head of the methods in the table.
    pub method: String,
    /// What is measured.
    pub measure: String,
    /// The narrow interval.
    pub narrow: String,
    /// The wide interval.
    pub wide: String,
    /// The head of the notes in the table.
    pub note: String,
    /// The range over the methods.
    pub range: String,
    /// What was observed.
    pub observed: String,
    /// An estimate that cannot be relied on.
    pub unreliable: String,
    /// What stands in place of an estimate.
    pub none: String,
    /// How tick labels are written.
    pub numbers: NumberStyle,
}

/// Estimates of several methods, with their intervals.
#[derive(Debug, Clone)]
pub struct Intervals {
    heading: Heading,
    words: IntervalWords,
    rows: Vec<IntervalRow>,
    observed: f64,
    range: Option<(f64, f64)>,
}

impl Intervals {
    /// A plot of 1 to 30 methods; `observed` is where the scale gets its mark, `range` the band.
    ///
    /// # Errors
    /// [`Error::Amount`] without rows or with too many; [`Error::Number`] for a number that cannot
    /// be drawn.
    pub fn new(
        heading: Heading,
        words: IntervalWords,
        rows: Vec<IntervalRow>,
        observed: f64,
        range: Option<(f64, f64)>,
    ) -> Result<Self, Error> {
        amount("rows of the interval plot", 1, 30, rows.len())?;
        let ends = |pair: Option<(f64, f64)>| pair.into_iter().flat_map(|(low, high)| [low, high]);
        let numbers = rows
            .iter()
            .flat_map(|row| {
                let estimate = row.estimate.as_ref().map(|(size, _)| *size);
                ends(row.narrow).chain(ends(row.wide)).chain(estimate)
            })
            .chain(ends(range))
            .chain([observed]);
        for number in numbers {
            if !number.is_finite() {
                return Err(Error::Number {
                    place: "the interval plot".to_owned(),
                    number,
                });
            }
        }
        Ok(Self {
            heading,
            words,
            rows,
            observed,
            range,
        })
    }
}

impl Chart for Intervals {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        frame(&self.heading, "chart-intervals", Role::Image, size, content).to_markup()
    }

    fn table(&self) -> TableTwin {
        let rows = self.rows.iter().map(|row| {
            let estimate = row.estimate.as_ref();
            let estimate = estimate.map_or(&self.words.none, |(_, text)| text);
            let note = if row.estimate.is_some() && !row.is_reliable {
                format!("{} {}", self.words.unreliable, row.note)
            } else {
                row.note.clone()
            };
            vec![
                TwinCell::words(&row.name),
                TwinCell::words(estimate),
                TwinCell::words(note.trim()),
            ]
        });
        TableTwin {
            caption: self.heading.title.clone(),
            header: vec![
                self.words.method.clone(),
                self.words.measure.clone(),
                self.words.note.clone(),
            ],
            rows: rows.collect(),
        }
    }
}
