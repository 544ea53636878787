//! Where in a sheet the table is: which rows are headings, which columns names, and what around it is
//! title and notes. Only looks; nothing is read into codes here.

use super::{Wide, WideError};
use crate::table::{Cell, Content, Row, Sheet};

/// Numbers that are rather years than counts.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

/// The parts of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Rows of headings, from the top.
    pub(super) headings: Vec<u32>,
    /// Columns of row names, from the left.
    pub(super) names: Vec<u32>,
    /// Columns of values.
    pub(super) columns: Vec<u32>,
    /// Rows with values.
    pub(super) rows: Vec<u32>,
}

/// Finds the table: from the first to the last row with at least two cells.
pub(super) fn find(sheet: &Sheet, how: &Wide) -> Result<Shape, WideError> {
    let filled = |row: &Row| row.cells().filter(|(_, cell)| !cell.is_blank()).count();
    let is_inside: Vec<bool> = sheet.rows().iter().map(|row| filled(row) >= 2).collect();
    let first = is_inside.iter().position(|inside| *inside);
    let last = is_inside.iter().rposition(|inside| *inside);
    let (Some(first), Some(last)) = (first, last) else {
        return Err(WideError::NoTable);
    };
    let rows = &sheet.rows()[first..=last];
    if rows.len() < 2 {
        return Err(WideError::NoTable);
    }
    let used = |row: &Row| -> Vec<u32> {
        let cells = row.cells().filter(|(_, cell)| !cell.is_blank());
        cells.map(|(column, _)| column).collect()
    };
    let mut columns: Vec<u32> = rows.iter().flat_map(used).collect();
    columns.sort_unstable();
    columns.dedup();
    let (from, to) = (columns[0], columns[columns.len() - 1]);
    let names = names(rows, from, to, how);
    let columns: Vec<u32> = columns
        .into_iter()
        .filter(|column| *column >= from + names)
        .collect();
    if columns.is_empty() {
        return Err(WideError::NoTable);
    }
    let names: Vec<u32> = (from..from + names).collect();
    let count = match how.heading_rows {
        Some(count) => (count.max(1) as usize).min(rows.len() - 1),
        None => heading_rows(sheet, rows, &names, &columns, how),
    };
    let (headings, body) = rows.split_at(count);
    let headings = headings[0].number()..=headings[count - 1].number();
    let rows = with_values(sheet, body, &names, &columns)?;
    Ok(Shape {
        headings: headings.collect(),
        names,
        columns,
        rows,
    })
}

/// The first column holds names, and so does each next one that is mostly words or years.
fn names(rows: &[Row], from: u32, to: u32, how: &Wide) -> u32 {
    if let Some(columns) = how.name_columns {
        return columns.clamp(1, (to - from).max(1));
    }
    let is_names = |column: u32| {
        let cells: Vec<&Cell> = rows[1..]
            .iter()
            .filter_map(|row| row.cell(column))
            .filter(|cell| !cell.is_blank())
            .collect();
        let words = cells.iter().filter(|cell| is_word(cell, how)).count();
        let years = cells.iter().filter(|cell| is_year(cell)).count();
        words * 2 > cells.len() || (!cells.is_empty() && years == cells.len())
    };
    let more = (from + 1..to).take_while(|&column| is_names(column));
    1 + more.count() as u32
}

/// The first row is a heading, and so is each next one that has no name or is words and years alone.
fn heading_rows(sheet: &Sheet, rows: &[Row], names: &[u32], columns: &[u32], how: &Wide) -> usize {
    let is_heading = |row: &&Row| {
        let own: Vec<&Cell> = columns
            .iter()
            .filter_map(|&column| row.cell(column))
            .filter(|cell| !cell.is_blank())
            .collect();
        let is_unnamed = names.iter().all(|&column| {
            let from_above = sheet
                .merged_area(row.number(), column)
                .is_some_and(|area| area.first_row < row.number());
            from_above || row.cell(column).is_none_or(Cell::is_blank)
        });
        let words = own.iter().filter(|cell| is_word(cell, how)).count();
        let years = own.iter().all(|cell| is_year(cell));
        own.is_empty() || is_unnamed || words * 2 > own.len() || years
    };
    // At least one row is left for values.
    let most = rows.len() - 2;
    1 + rows[1..=most].iter().take_while(is_heading).count()
}

/// The rows with values; a name alone between them is an error.
fn with_values(
    sheet: &Sheet,
    body: &[Row],
    names: &[u32],
    columns: &[u32],
) -> Result<Vec<u32>, WideError> {
    let is_filled = |row: &Row, column: u32| row.cell(column).is_some_and(|cell| !cell.is_blank());
    let mut rows = Vec::new();
    for row in body {
        let has_values = columns.iter().any(|&column| is_filled(row, column));
        // All of whose values are blank, but named in full.
        let is_named = names.len() > 1 && names.iter().all(|&column| is_filled(row, column));
        if has_values || is_named {
            rows.push(row.number());
        } else if let Some((column, _)) = row.cells().find(|(_, cell)| !cell.is_blank()) {
            return Err(WideError::NoValues(sheet.source(row.number(), column)));
        }
    }
    Ok(rows)
}

fn is_year(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number(number) => number.fract() == 0.0 && YEARS.contains(number),
        Content::Text(text) => text
            .trim()
            .parse::<f64>()
            .is_ok_and(|number| YEARS.contains(&number)),
        _ => false,
    }
}

/// Neither a number nor a sign for a hidden count.
fn is_word(cell: &Cell, how: &Wide) -> bool {
    match &cell.content {
        Content::Text(text) => {
            let text = text.trim();
            text.parse::<f64>().is_err() && !(how.is_sign)(text)
        }
        Content::Date(_) => true,
        _ => false,
    }
}
