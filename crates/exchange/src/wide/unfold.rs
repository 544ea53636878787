//! A wide table into one row for each cell. Every cell of the table comes out, or a reason why not.

use super::{Long, Wide, WideError, labels, shape};
use crate::table::{Content, Sheet};

/// Unfolds a sheet.
///
/// # Errors
/// [`WideError`], with the cell.
pub fn unfold(sheet: &Sheet, how: &Wide) -> Result<Long, WideError> {
    let shape = shape::find(sheet, how)?;
    let over = labels::of_columns(sheet, &shape, how)?;
    let before = labels::of_rows(sheet, &shape, how)?;
    let mut headings = labels::of_dimensions(sheet, &shape, how)?;
    headings.push(how.value.to_owned());
    let mut rows = Vec::new();
    let mut blank = Vec::new();
    let mut has_signs = false;
    for (&row, names) in shape.rows.iter().zip(&before) {
        for (&column, codes) in shape.columns.iter().zip(&over) {
            let cell = sheet.source(row, column);
            if sheet.merged_area(row, column).is_some() {
                return Err(WideError::MergedValue(cell));
            }
            let value = value(sheet, row, column)?;
            has_signs |= !value.is_empty() && (how.is_sign)(&value);
            let fields: Vec<String> = names.iter().chain(codes).cloned().chain([value]).collect();
            if fields.last().is_some_and(String::is_empty) {
                blank.push(rows.len());
            }
            rows.push((cell, fields));
        }
    }
    let count = blank.len();
    if has_signs {
        let mut number = 0;
        rows.retain(|_| {
            number += 1;
            blank.binary_search(&(number - 1)).is_err()
        });
    }
    Ok(Long {
        headings,
        rows,
        blank: count,
        blank_hides: !has_signs,
    })
}

/// The value as a text table would write it.
fn value(sheet: &Sheet, row: u32, column: u32) -> Result<String, WideError> {
    let fault = |what| {
        Err(WideError::NoCount {
            cell: sheet.source(row, column),
            what,
        })
    };
    match sheet.cell(row, column).map(|cell| &cell.content) {
        None => Ok(String::new()),
        Some(Content::Empty) if sheet.cell(row, column).is_some_and(|cell| cell.is_formula) => {
            fault("a formula without a saved result")
        }
        Some(Content::Empty) => Ok(String::new()),
        Some(Content::Text(text)) => Ok(text.trim().to_owned()),
        Some(Content::Number(number)) => Ok(number.to_string()),
        Some(Content::Share(_)) => fault("a percentage"),
        Some(Content::Date(_)) => fault("a date"),
        Some(Content::Truth(_)) => fault("a truth value"),
        Some(Content::Error(_)) => fault("an error of the spreadsheet program"),
    }
}
