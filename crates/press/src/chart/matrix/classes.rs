//! The matrix of value classes, such as the spread of figures by indicator and period.

use super::MatrixHeads;
use super::grid::Grid;
use crate::Error;
use crate::chart::Chart;
use crate::chart::breaks::ClassScale;
use crate::chart::element::Element;
use crate::chart::frame::{Role, annotate, frame};
use crate::chart::heading::Heading;
use crate::chart::legend::{Entry, flow, state_looks};
use crate::chart::lettering::{Anchor, SMALL, TEXT, width, words};
use crate::chart::look::Look;
use crate::chart::mark::{Mark, StateWords, ValueState};
use crate::chart::symbol::rectangle;
use crate::chart::table::{TableTwin, TwinCell};

/// The words of a matrix by class.
#[derive(Debug, Clone)]
pub struct ClassMatrixWords {
    /// What the classes measure, with the unit; above the legend and in the table's caption.
    pub legend: String,
    /// The states beside a value.
    pub states: StateWords,
}

/// Numbers by row and column, filled by class.
#[derive(Debug, Clone)]
pub struct ClassMatrix {
    heading: Heading,
    words: ClassMatrixWords,
    classes: ClassScale,
    heads: MatrixHeads,
    cells: Vec<Vec<(Mark, Look)>>,
}

impl ClassMatrix {
    /// A matrix of up to 400 rows and 60 columns.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the list that does not fit,
    /// [`Error::OutsideClasses`] for a value that none of the classes holds.
    pub fn new(
        heading: Heading,
        words: ClassMatrixWords,
        classes: ClassScale,
        heads: MatrixHeads,
        marks: Vec<Vec<Mark>>,
    ) -> Result<Self, Error> {
        heads.check(&marks)?;
        let of = classes.classes().len();
        let mut cells = Vec::with_capacity(marks.len());
        for (name, row) in heads.rows.iter().zip(marks) {
            let mut dressed = Vec::with_capacity(row.len());
            for mark in row {
                let value = match (mark.state(), mark.size()) {
                    (ValueState::Value, Some(number)) => Look::Class {
                        index: classes.class_of(name, number)?,
                        of,
                    },
                    _ => Look::NotReported,
                };
                let look = Look::of(&mark, value);
                dressed.push((mark, look));
            }
            cells.push(dressed);
        }
        Ok(Self {
            heading,
            words,
            classes,
            heads,
            cells,
        })
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.cells.iter().flatten().map(|(mark, _)| mark)
    }

    fn cell(&self, grid: &Grid, row: usize, column: usize) -> Element {
        let (mark, look) = &self.cells[row][column];
        let [x, y, wide, high] = grid.place(row, column);
        let mut group =
            Element::group().child(look.dress(rectangle(x, y, wide, high), &self.heading.prefix));
        if width(mark.text(), SMALL) < wide - 2.0 {
            group.push(look.label(x + wide / 2.0, y + high / 2.0, mark.text()));
        }
        let name = format!("{}, {}", self.heads.rows[row], self.heads.columns[column]);
        annotate(group, mark, &name)
    }

    fn entries(&self) -> Vec<Entry> {
        let prefix = &self.heading.prefix;
        let of = self.classes.classes().len();
        let classes = self.classes.classes().iter().enumerate();
        let mut entries: Vec<Entry> = classes
            .map(|(index, class)| Entry::swatch(Look::Class { index, of }, prefix, &class.label))
            .collect();
        let states = state_looks(&self.words.states);
        entries.extend(states.map(|(_, look, label)| Entry::swatch(look, prefix, label)));
        entries
    }
}

impl Chart for ClassMatrix {
    fn svg(&self) -> String {
        let widest = self.marks().map(|mark| width(mark.text(), SMALL));
        let grid = Grid::new(&self.heads, widest.fold(0.0, f64::max).min(60.0) + 8.0);
        let mut content = grid.heads(&self.heads);
        for (row, cells) in self.cells.iter().enumerate() {
            for column in 0..cells.len() {
                content.push(self.cell(&grid, row, column));
            }
        }
        let top = grid.bottom() + 14.0 + TEXT;
        content.push(
            words(0.0, top, TEXT, Anchor::Start, &self.words.legend).with("font-weight", "bold"),
        );
        let (legend, height) = flow(&self.entries(), (0.0, top + 10.0), grid.width());
        let size = (grid.width(), top + 10.0 + height);
        let role = Role::of(self.marks());
        frame(
            &self.heading,
            "chart-matrix",
            role,
            size,
            content.child(legend),
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let mut header = vec![self.heads.corner.clone()];
        header.extend(self.heads.columns.iter().cloned());
        let rows = self
            .heads
            .rows
            .iter()
            .zip(&self.cells)
            .map(|(name, cells)| {
                let mut row = vec![TwinCell::words(name)];
                row.extend(cells.iter().map(|(mark, _)| TwinCell::mark(mark)));
                row
            });
        TableTwin {
            caption: format!("{} – {}", self.heading.title, self.words.legend),
            header,
            rows: rows.collect(),
        }
    }
}
