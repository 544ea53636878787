//! The codes over a column and before a row. What is merged counts for all it covers; what is left
//! blank because it is the same as before is filled in; what is blank below or behind a total is that
//! total.

use super::{Wide, WideError, shape::Shape};
use crate::table::{Cell, Sheet};

/// Codes of the dimension of each heading row, for every column of values.
pub(super) fn of_columns(
    sheet: &Sheet,
    shape: &Shape,
    how: &Wide,
) -> Result<Vec<Vec<String>>, WideError> {
    let seen = |row: u32, column: u32| seen(sheet, row, column);
    let mut codes: Vec<Vec<String>> = Vec::new();
    for (place, &column) in shape.columns.iter().enumerate() {
        let mut own: Vec<String> = Vec::new();
        for (level, &row) in shape.headings.iter().enumerate() {
            let is_last = level + 1 == shape.headings.len();
            let before = place.checked_sub(1).map(|before| &codes[before]);
            let code = match seen(row, column) {
                Some(label) => total_or(label, how),
                // Under a heading of its own a blank is the sum of what that heading holds.
                None if is_last && level > 0 => how.total.to_owned(),
                None => before
                    .filter(|before| !is_last && before[..level] == own[..])
                    .map(|before| before[level].clone())
                    .ok_or_else(|| WideError::NoHeading(sheet.source(row, column)))?,
            };
            own.push(code);
        }
        codes.push(own);
    }
    Ok(codes)
}

/// Codes of each column of names, for every row of values.
pub(super) fn of_rows(
    sheet: &Sheet,
    shape: &Shape,
    how: &Wide,
) -> Result<Vec<Vec<String>>, WideError> {
    let mut codes: Vec<Vec<String>> = Vec::new();
    for (place, &row) in shape.rows.iter().enumerate() {
        let mut own: Vec<String> = Vec::new();
        for (level, &column) in shape.names.iter().enumerate() {
            let is_last = level + 1 == shape.names.len();
            let before = place.checked_sub(1).map(|before| &codes[before]);
            let code = match seen(sheet, row, column) {
                Some(label) => total_or(label, how),
                None if is_last && level > 0 => how.total.to_owned(),
                None => before
                    .filter(|before| !is_last && before[..level] == own[..])
                    .map(|before| before[level].clone())
                    .ok_or_else(|| WideError::NoName(sheet.source(row, column)))?,
            };
            own.push(code);
        }
        codes.push(own);
    }
    Ok(codes)
}

/// Names of the dimensions: given, or out of the corner above the row names, or `row` and `column`.
pub(super) fn of_dimensions(
    sheet: &Sheet,
    shape: &Shape,
    how: &Wide,
) -> Result<Vec<String>, WideError> {
    let dimensions = shape.names.len() + shape.headings.len();
    if !how.names.is_empty() {
        return if how.names.len() == dimensions {
            Ok(how.names.to_vec())
        } else {
            Err(WideError::Names {
                dimensions,
                names: how.names.len(),
            })
        };
    }
    let mut names: Vec<String> = Vec::new();
    let mut add = |label: Option<String>, other: &str| {
        let label = label.filter(|label| *label != how.value && !names.contains(label));
        let name = label.unwrap_or_else(|| {
            let mut number = 1;
            let mut name = other.to_owned();
            while names.contains(&name) {
                number += 1;
                name = format!("{other} {number}");
            }
            name
        });
        names.push(name);
    };
    // A column of names is called what stands lowest above it.
    let mut used = Vec::new();
    for &column in &shape.names {
        let found = shape.headings.iter().rev().find_map(|&row| {
            let label = seen(sheet, row, column)?;
            Some((row, label))
        });
        used.extend(found.as_ref().map(|(row, _)| *row));
        add(found.map(|(_, label)| label), "row");
    }
    // A heading row is called what stands right before it, unless that names the column below.
    let corner = shape.names[shape.names.len() - 1];
    for &row in &shape.headings {
        let label = Some(row).filter(|row| !used.contains(row));
        let label = label
            .and_then(|row| sheet.cell(row, corner))
            .map(Cell::label);
        add(label.filter(|label| !label.is_empty()), "column");
    }
    Ok(names)
}

fn seen(sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let label = sheet.shown(row, column)?.label();
    Some(label).filter(|label| !label.is_empty())
}

fn total_or(label: String, how: &Wide) -> String {
    let folded = label.to_lowercase();
    let is_total = how
        .total_names
        .iter()
        .any(|name| name.to_lowercase() == folded);
    if is_total {
        how.total.to_owned()
    } else {
        label
    }
}
