//! The pyramid: counts by sex and age, with the people of unknown sex and of unknown age shown.
//!
//! Unknown parts are never spread over the known ones.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::mark::{Mark, StateWords};
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::amount;

/// One age group.
#[derive(Debug, Clone)]
pub struct PyramidRow {
    /// The age group, or the word for unknown age.
    pub label: String,
    /// The number on the left side.
    pub left: Mark,
    /// The number on the right side.
    pub right: Mark,
    /// The number whose side is not known, where it was asked for.
    pub unknown: Option<Mark>,
    /// Whether this row holds the people of unknown age; it is set apart.
    pub age_unknown: bool,
}

impl PyramidRow {
    fn marks(&self) -> impl Iterator<Item = &Mark> {
        [&self.left, &self.right].into_iter().chain(&self.unknown)
    }
}

/// The words of a pyramid.
#[derive(Debug, Clone)]
pub struct PyramidWords {
    /// The head of the age groups.
    pub age: String,
    /// The left side.
    pub left: String,
    /// The right side.
    pub right: String,
    /// Sex unknown.
    pub unknown: String,
    /// The states beside a value.
    pub states: StateWords,
}

/// Counts by sex and age.
#[derive(Debug, Clone)]
pub struct Pyramid {
    heading: Heading,
    words: PyramidWords,
    rows: Vec<PyramidRow>,
}

impl Pyramid {
    /// A pyramid of 1 to 30 age groups, in the order from top to bottom.
    ///
    /// # Errors
    /// [`Error::Amount`] without rows or with too many.
    pub fn new(
        heading: Heading,
        words: PyramidWords,
        rows: Vec<PyramidRow>,
    ) -> Result<Self, Error> {
        amount("rows of the pyramid", 1, 30, rows.len())?;
        Ok(Self {
            heading,
            words,
            rows,
        })
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows.iter().flat_map(PyramidRow::marks)
    }

    fn has_unknown_sex(&self) -> bool {
        self.rows.iter().any(|row| row.unknown.is_some())
    }
}

impl Chart for Pyramid {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        frame(
            &self.heading,
            "chart-pyramid",
            Role::of(self.marks()),
            size,
            content,
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let unknown = self.has_unknown_sex();
        let mut header = vec![
            self.words.age.clone(),
            self.words.left.clone(),
            self.words.right.clone(),
        ];
        if unknown {
            header.push(self.words.unknown.clone());
        }
        let rows = self.rows.iter().map(|row| {
            let mut cells = vec![
                TwinCell::words(&row.label),
                TwinCell::mark(&row.left),
                TwinCell::mark(&row.right),
            ];
            if unknown {
                let cell = row.unknown.as_ref().map(TwinCell::mark);
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
