//! Bars, plain or stacked, with the unknown part shown at the end of each bar.
//!
//! A part that is hidden or missing has no length: it stands as a box in the look of its state
//! behind the bar, so that nobody reads the bar as a total.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::look::MOST_SERIES;
use super::mark::{Mark, StateWords};
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::{amount, same_length};

/// One part of every bar.
#[derive(Debug, Clone)]
pub struct BarSeries {
    /// The name of the part.
    pub name: String,
    /// Whether it is the part that is not known; it is drawn in its own pattern.
    pub unknown: bool,
}

/// One bar.
#[derive(Debug, Clone)]
pub struct BarRow {
    /// What the bar stands for.
    pub name: String,
    /// One number for each series.
    pub parts: Vec<Mark>,
    /// The whole bar's number, shown at its end.
    pub total: Option<Mark>,
}

/// The words of a bar chart.
#[derive(Debug, Clone)]
pub struct BarWords {
    /// The head of the bars' names in the table.
    pub row: String,
    /// What is measured, with the unit.
    pub measure: String,
    /// The head of the totals in the table.
    pub total: String,
    /// The states beside a value.
    pub states: StateWords,
}

/// Horizontal bars: plain with one series, stacked with several. Numbers below zero have no
/// length.
#[derive(Debug, Clone)]
pub struct Bars {
    heading: Heading,
    words: BarWords,
    series: Vec<BarSeries>,
    rows: Vec<BarRow>,
}

impl Bars {
    /// A chart of 1 to 100 bars with 1 to 5 known series and at most one unknown one.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the list that does not fit.
    pub fn new(
        heading: Heading,
        words: BarWords,
        series: Vec<BarSeries>,
        rows: Vec<BarRow>,
    ) -> Result<Self, Error> {
        let unknown = series.iter().filter(|part| part.unknown).count();
        amount("unknown series of the bars", 0, 1, unknown)?;
        amount("series of the bars", 1, MOST_SERIES + unknown, series.len())?;
        amount("bars", 1, 100, rows.len())?;
        for row in &rows {
            same_length(&row.name, series.len(), row.parts.len())?;
        }
        Ok(Self {
            heading,
            words,
            series,
            rows,
        })
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows
            .iter()
            .flat_map(|row| row.parts.iter().chain(&row.total))
    }
}

impl Chart for Bars {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        frame(
            &self.heading,
            "chart-bars",
            Role::of(self.marks()),
            size,
            content,
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let totals = self.rows.iter().any(|row| row.total.is_some());
        let mut header = vec![self.words.row.clone()];
        header.extend(self.series.iter().map(|part| part.name.clone()));
        if totals {
            header.push(self.words.total.clone());
        }
        let rows = self.rows.iter().map(|row| {
            let mut cells = vec![TwinCell::words(&row.name)];
            cells.extend(row.parts.iter().map(TwinCell::mark));
            if totals {
                let cell = row.total.as_ref().map(TwinCell::mark);
                cells.push(cell.unwrap_or_else(|| TwinCell::words("")));
            }
            cells
        });
        TableTwin {
            caption: self.heading.title.clone(),
            header,
            rows: rows.collect(),
        }
    }
}
