//! The overlap plot (UpSet: Lex, Gehlenborg, Strobelt, Vuillemot & Pfister 2014, *IEEE Trans. Vis.
//! Comput. Graph.* 20): a column for each combination of lists with a bar for its people above and
//! dots for the lists in it below.
//!
//! A combination whose number may not be seen keeps its column with the look of a hidden number.

mod drawing;

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::mark::{Mark, StateWords};
use super::number::NumberStyle;
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::amount;

/// People who are on exactly these lists.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// For each list whether they are on it.
    pub lists: Vec<bool>,
    /// How many they are.
    pub mark: Mark,
}

/// The words of an overlap plot.
#[derive(Debug, Clone)]
pub struct OverlapWords {
    /// What is measured.
    pub measure: String,
    /// The head of the combinations in the table.
    pub combination: String,
    /// The states beside a value.
    pub states: StateWords,
    /// How tick labels are written.
    pub numbers: NumberStyle,
}

/// How lists overlap.
#[derive(Debug, Clone)]
pub struct Overlaps {
    heading: Heading,
    words: OverlapWords,
    lists: Vec<String>,
    columns: Vec<Overlap>,
}

/// The most combinations that one picture shows.
const MOST_COLUMNS: usize = 40;

impl Overlaps {
    /// A plot of 2 to 10 lists and 1 to 40 combinations, drawn in the order given.
    ///
    /// # Errors
    /// [`Error::Amount`] for other numbers of lists or combinations; [`Error::Length`] when a
    /// combination does not speak of every list.
    pub fn new(
        heading: Heading,
        words: OverlapWords,
        lists: Vec<String>,
        columns: Vec<Overlap>,
    ) -> Result<Self, Error> {
        amount("lists of the overlap plot", 2, 10, lists.len())?;
        amount(
            "columns of the overlap plot",
            1,
            MOST_COLUMNS,
            columns.len(),
        )?;
        for (index, column) in columns.iter().enumerate() {
            if column.lists.len() != lists.len() {
                return Err(Error::Length {
                    place: format!("column {} of the overlap plot", index + 1),
                    expected: lists.len(),
                    found: column.lists.len(),
                });
            }
        }
        Ok(Self {
            heading,
            words,
            lists,
            columns,
        })
    }

    /// The lists of a combination in words.
    fn name(&self, column: &Overlap) -> String {
        let on = self.lists.iter().zip(&column.lists);
        let names: Vec<&str> = on
            .filter(|(_, is_on)| **is_on)
            .map(|(name, _)| name.as_str())
            .collect();
        names.join(" + ")
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.columns.iter().map(|column| &column.mark)
    }
}

impl Chart for Overlaps {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        let role = Role::of(self.marks());
        frame(&self.heading, "chart-overlaps", role, size, content).to_markup()
    }

    fn table(&self) -> TableTwin {
        let row = |column: &Overlap| {
            vec![
                TwinCell::words(self.name(column)),
                TwinCell::mark(&column.mark),
            ]
        };
        TableTwin {
            caption: self.heading.title.clone(),
            header: vec![self.words.combination.clone(), self.words.measure.clone()],
            rows: self.columns.iter().map(row).collect(),
        }
    }
}
