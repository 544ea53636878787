//! Gathers the cells of one file under its limits, whatever parser they come from.

use super::{
    error::ReadError,
    limits::Limits,
    sheet::{Area, Cell, Content, Sheet},
};
use vocabulary::SourceCell;

/// The sheets read so far, and how much room is left.
pub(super) struct Collector<'a> {
    limits: &'a Limits,
    cells_left: u32,
    sheets: Vec<Sheet>,
}

/// The sheet that is being read.
pub(super) struct OpenSheet {
    name: String,
    is_hidden: bool,
    cells: Vec<(u32, u32, Cell)>,
    merged: Vec<Area>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells_left: limits.cells,
            sheets: Vec::new(),
        }
    }

    /// Begins a sheet.
    pub(super) fn open(&self, name: &str, is_hidden: bool) -> Result<OpenSheet, ReadError> {
        if self.sheets.len() >= self.limits.sheets as usize {
            return Err(ReadError::TooManySheets {
                limit: self.limits.sheets,
            });
        }
        Ok(OpenSheet {
            name: name.chars().take(100).collect(),
            is_hidden,
            cells: Vec::new(),
            merged: Vec::new(),
        })
    }

    /// Adds a cell, row and column from 1. Cells that hold nothing are passed over.
    pub(super) fn put(
        &mut self,
        sheet: &mut OpenSheet,
        row: u32,
        column: u32,
        cell: Cell,
    ) -> Result<(), ReadError> {
        if cell.content == Content::Empty && !cell.is_formula {
            return Ok(());
        }
        self.check_place(&sheet.name, row, column)?;
        if let Content::Text(text) = &cell.content {
            let limit = self.limits.cell_characters;
            if text.len() > limit as usize && text.chars().count() > limit as usize {
                let cell = SourceCell {
                    sheet: sheet.name.clone(),
                    row,
                    column,
                };
                return Err(ReadError::CellTooLong { cell, limit });
            }
        }
        self.cells_left = self
            .cells_left
            .checked_sub(1)
            .ok_or(ReadError::TooManyCells {
                limit: self.limits.cells,
            })?;
        sheet.cells.push((row, column, cell));
        Ok(())
    }

    /// Adds a merged area; what lies outside the limits is cut off.
    pub(super) fn merge(&self, sheet: &mut OpenSheet, area: Area) -> Result<(), ReadError> {
        if sheet.merged.len() >= self.limits.merged_areas as usize {
            return Err(ReadError::TooManyMergedAreas {
                sheet: sheet.name.clone(),
                limit: self.limits.merged_areas,
            });
        }
        sheet.merged.push(Area {
            last_row: area.last_row.min(self.limits.rows),
            last_column: area.last_column.min(self.limits.columns),
            ..area
        });
        Ok(())
    }

    /// Ends a sheet.
    pub(super) fn close(&mut self, sheet: OpenSheet) {
        self.sheets.push(Sheet::new(
            sheet.name,
            sheet.is_hidden,
            sheet.cells,
            sheet.merged,
        ));
    }

    /// The sheets, in order.
    pub(super) fn finish(self) -> Result<Vec<Sheet>, ReadError> {
        if self.sheets.iter().all(|sheet| sheet.rows().is_empty()) {
            return Err(ReadError::Empty);
        }
        Ok(self.sheets)
    }

    fn check_place(&self, sheet: &str, row: u32, column: u32) -> Result<(), ReadError> {
        let sheet = || sheet.to_owned();
        if row > self.limits.rows {
            let limit = self.limits.rows;
            return Err(ReadError::TooManyRows {
                sheet: sheet(),
                limit,
            });
        }
        if column > self.limits.columns {
            let limit = self.limits.columns;
            return Err(ReadError::TooManyColumns {
                sheet: sheet(),
                limit,
            });
        }
        Ok(())
    }
}
