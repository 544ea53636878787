//! A sheet as it was read: cells by row and column, and which areas are merged. Only cells that
//! hold something are kept, so that a single entry far out costs nothing.

use jiff::civil::Date;
use vocabulary::SourceCell;

/// What a cell holds. Nothing is interpreted here: a text that looks like a number is a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing (a formula without a saved result).
    Empty,
    /// A text, exactly as it was typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A share that is shown as per cent: `0.25` is shown as 25 %.
    Share(f64),
    /// A date (the time of day is dropped).
    Date(Date),
    /// True or false.
    Truth(bool),
    /// An error of the spreadsheet program, such as `#DIV/0!`.
    Error(String),
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds; for a formula, its saved result.
    pub content: Content,
    /// Whether it is computed by a formula.
    pub is_formula: bool,
}

impl Cell {
    /// A cell with a text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::plain(Content::Text(text.into()))
    }

    /// A cell that is no formula.
    #[must_use]
    pub const fn plain(content: Content) -> Self {
        Self {
            content,
            is_formula: false,
        }
    }

    /// Whether it holds nothing that a reader would see; a formula never counts as blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match &self.content {
            Content::Empty => !self.is_formula,
            Content::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell as a heading or label would show it; whole numbers without decimals, dates as
    /// `2024-03-31`, empty for anything else.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.content {
            Content::Text(text) => text.trim().to_owned(),
            Content::Number(number) => number.to_string(),
            Content::Date(date) => date.to_string(),
            _ => String::new(),
        }
    }
}

/// A rectangle of cells, rows and columns from 1, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub first_row: u32,
    /// The last row.
    pub last_row: u32,
    /// The first column.
    pub first_column: u32,
    /// The last column.
    pub last_column: u32,
}

impl Area {
    fn holds(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

/// One row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    number: u32,
    cells: Vec<(u32, Cell)>,
}

impl Row {
    /// Its number, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The cell in a column (from 1), where there is one.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let index = self
            .cells
            .binary_search_by_key(&column, |(at, _)| *at)
            .ok()?;
        Some(&self.cells[index].1)
    }

    /// Its cells with their columns, from left to right.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }
}

/// A sheet of a workbook, or the only table of a text file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    name: String,
    is_hidden: bool,
    rows: Vec<Row>,
    merged: Vec<Area>,
    lowest_merged_row: Vec<u32>,
}

impl Sheet {
    /// Puts cells, given as (row, column, cell) in any order, into their places. Of two cells in
    /// the same place the first one stays.
    #[must_use]
    pub fn new(
        name: String,
        is_hidden: bool,
        mut cells: Vec<(u32, u32, Cell)>,
        mut merged: Vec<Area>,
    ) -> Self {
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (number, column, cell) in cells {
            match rows.last_mut().filter(|row| row.number == number) {
                Some(row) => row.cells.push((column, cell)),
                None => rows.push(Row {
                    number,
                    cells: vec![(column, cell)],
                }),
            }
        }
        merged.sort_by_key(|area| (area.first_row, area.first_column));
        let lowest_merged_row = merged
            .iter()
            .scan(0, |lowest, area| {
                *lowest = area.last_row.max(*lowest);
                Some(*lowest)
            })
            .collect();
        Self {
            name,
            is_hidden,
            rows,
            merged,
            lowest_merged_row,
        }
    }

    /// Its name; empty for a text file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the spreadsheet program hides it.
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.is_hidden
    }

    /// The rows that hold something, from the top.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row with that number, where it holds something.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&Row> {
        let index = self.rows.binary_search_by_key(&number, Row::number).ok()?;
        Some(&self.rows[index])
    }

    /// The cell itself, where it holds something.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.row(row)?.cell(column)
    }

    /// What a reader sees there: the cell itself, or, inside a merged area, the area's first cell.
    #[must_use]
    pub fn shown(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let area = self.merged_area(row, column)?;
            self.cell(area.first_row, area.first_column)
        })
    }

    /// The merged area around a cell, where there is one.
    #[must_use]
    pub fn merged_area(&self, row: u32, column: u32) -> Option<Area> {
        let end = self.merged.partition_point(|area| area.first_row <= row);
        (0..end)
            .rev()
            .take_while(|index| self.lowest_merged_row[*index] >= row)
            .map(|index| self.merged[index])
            .find(|area| area.holds(row, column))
    }

    /// The last column that holds something; 0 for an empty sheet.
    #[must_use]
    pub fn last_column(&self) -> u32 {
        self.rows
            .iter()
            .filter_map(|row| row.cells.last().map(|(column, _)| *column))
            .max()
            .unwrap_or(0)
    }

    /// The name of a place on this sheet, for whoever must find it again.
    #[must_use]
    pub fn source(&self, row: u32, column: u32) -> SourceCell {
        SourceCell {
            sheet: self.name.clone(),
            row,
            column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_heading_is_seen_in_every_cell_it_covers() {
        let area = |first_row, last_row, first_column, last_column| Area {
            first_row,
            last_row,
            first_column,
            last_column,
        };
        let sheet = Sheet::new(
            "Viktima".into(),
            false,
            vec![
                (1, 2, Cell::text("Femra")),
                (1, 4, Cell::text("Meshkuj")),
                (3, 1, Cell::text("Berat")),
            ],
            vec![area(1, 1, 4, 5), area(1, 1, 2, 3), area(3, 6, 1, 1)],
        );
        let seen = |row, column| sheet.shown(row, column).map(Cell::label);
        assert_eq!(seen(1, 3).as_deref(), Some("Femra"));
        assert_eq!(seen(1, 5).as_deref(), Some("Meshkuj"));
        assert_eq!(seen(6, 1).as_deref(), Some("Berat"));
        assert_eq!(seen(7, 1), None);
        assert_eq!(sheet.cell(1, 3), None);
        assert_eq!(sheet.last_column(), 4);
    }
}
