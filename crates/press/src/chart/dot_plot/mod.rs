//! The dot plot: one dot per institution for one fact, and the adopted figure as another shape.
//!
//! Never joins or sums the dots. The range spans only figures that are comparable; a figure with
//! another counting rule stays visible as a hollow dot outside of it.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::mark::{Mark, StateWords};
use super::number::NumberStyle;
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::amount;

/// One institution's figure.
#[derive(Debug, Clone)]
pub struct DotRow {
    /// Who says it.
    pub name: String,
    /// What it says.
    pub mark: Mark,
    /// Whether its counting rule can be compared with the others'.
    pub comparable: bool,
}

/// The words of a dot plot.
#[derive(Debug, Clone)]
pub struct DotPlotWords {
    /// The head of the institutions in the table.
    pub institution: String,
    /// What is measured, with the unit.
    pub measure: String,
    /// The adopted figure.
    pub adopted: String,
    /// The range of the comparable figures.
    pub range: String,
    /// A figure by another counting rule.
    pub not_comparable: String,
    /// A figure by the common counting rule.
    pub comparable: String,
    /// The states beside a value.
    pub states: StateWords,
    /// How tick labels are written.
    pub numbers: NumberStyle,
}

/// Figures of several institutions about one fact.
#[derive(Debug, Clone)]
pub struct DotPlot {
    heading: Heading,
    words: DotPlotWords,
    rows: Vec<DotRow>,
    adopted: Option<Mark>,
}

impl DotPlot {
    /// A plot of 1 to 60 institutions.
    ///
    /// # Errors
    /// [`Error::Amount`] without rows or with too many.
    pub fn new(heading: Heading, words: DotPlotWords, rows: Vec<DotRow>) -> Result<Self, Error> {
        amount("rows of the dot plot", 1, 60, rows.len())?;
        Ok(Self {
            heading,
            words,
            rows,
            adopted: None,
        })
    }

    /// The same plot with the adopted figure.
    #[must_use]
    pub fn with_adopted(mut self, adopted: Mark) -> Self {
        self.adopted = Some(adopted);
        self
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows.iter().map(|row| &row.mark).chain(&self.adopted)
    }

    /// The smallest and largest comparable figure, when there are at least two.
    fn range(&self) -> Option<(f64, f64)> {
        let sizes: Vec<f64> = self
            .rows
            .iter()
            .filter(|row| row.comparable)
            .filter_map(|row| row.mark.size())
            .collect();
        let low = sizes.iter().copied().fold(f64::INFINITY, f64::min);
        let high = sizes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (sizes.len() > 1).then_some((low, high))
    }
}

impl Chart for DotPlot {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        frame(
            &self.heading,
            "chart-dot-plot",
            Role::of(self.marks()),
            size,
            content,
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let rows = self.rows.iter().map(|row| {
            let note = if row.comparable {
                &self.words.comparable
            } else {
                &self.words.not_comparable
            };
            vec![
                TwinCell::words(&row.name),
                TwinCell::mark(&row.mark),
                TwinCell::words(note),
            ]
        });
        let adopted = self.adopted.iter().map(|mark| {
            vec![
                TwinCell::words(&self.words.adopted),
                TwinCell::mark(mark),
                TwinCell::words(""),
            ]
        });
        TableTwin {
            caption: self.heading.title.clone(),
            header: vec![
                self.words.institution.clone(),
                self.words.measure.clone(),
                format!("{} / {}", self.words.comparable, self.words.not_comparable),
            ],
            rows: rows.chain(adopted).collect(),
        }
    }
}
