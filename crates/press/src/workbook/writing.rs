//! Writes cells and tables into the XLSX format.

use super::cell::{Cell, ColumnKind};
use super::sheet::{Sheet, SheetName, Workbook, different};
use crate::Error;
use crate::text::printable;
use jiff::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as File, Worksheet,
    XlsxError,
};

/// The longest text that a cell can hold, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

impl Workbook {
    /// Writes the XLSX file.
    ///
    /// # Errors
    /// [`Error::Length`] for a row that is not as long as the heads, [`Error::Number`] for a
    /// number that is not finite, [`Error::SheetName`] when two sheets have the same name,
    /// [`Error::Workbook`] for what the format cannot hold (too many rows, a text over 32,767
    /// characters, a date before 1900).
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        let sheets = [&self.data, &self.codebook, &self.notes];
        let names: Vec<&SheetName> = sheets.iter().map(|sheet| &sheet.name).collect();
        different(&names)?;
        for sheet in sheets {
            sheet.check()?;
        }
        write_tables(self, sheets)
    }
}

/// Writes the three tables of a workbook.
fn write_tables(workbook: &Workbook, sheets: [&Sheet; 3]) -> Result<Vec<u8>, Error> {
    let mut file = File::new();
    properties(
        &mut file,
        &workbook.title,
        &workbook.snapshot,
        workbook.created,
    )?;
    for sheet in sheets {
        let target = file.add_worksheet();
        write_table(target, sheet).map_err(|error| refusal(sheet.name.as_str(), &error))?;
    }
    file.save_to_buffer()
        .map_err(|error| refusal("the workbook", &error))
}

/// Sets the file's properties: a title, a snapshot, a time, and nobody's name.
pub(super) fn properties(
    file: &mut File,
    title: &str,
    snapshot: &str,
    created: Timestamp,
) -> Result<(), Error> {
    let created = ExcelDateTime::from_timestamp(created.as_second())
        .map_err(|error| refusal("the time of making", &error))?;
    let properties = DocProperties::new()
        .set_title(printable(title))
        .set_subject(printable(snapshot))
        .set_creation_datetime(&created);
    file.set_properties(&properties);
    Ok(())
}

/// The error of the format, with the sheet it occurred on.
pub(super) fn refusal(place: &str, error: &XlsxError) -> Error {
    Error::Workbook {
        place: place.to_owned(),
        reason: error.to_string(),
    }
}

fn write_table(target: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    target.set_name(sheet.name.as_str())?;
    let heads = sheet.columns.iter().map(|column| column.head.as_str());
    write_heads(target, heads)?;
    for (at, column) in (0u16..).zip(&sheet.columns) {
        target.set_column_width(at, column.width.clamp(1.0, 255.0))?;
        let format = cell_format(column.kind);
        for (row, cells) in (1u32..).zip(&sheet.rows) {
            write_cell(target, (row, at), &cells[usize::from(at)], &format)?;
        }
    }
    target.set_freeze_panes(1, 0)?;
    if let Some(last) = last_column(sheet.columns.len()) {
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        target.autofilter(0, 0, rows, last)?;
    }
    print_setup(target)
}

/// The heads in the first row.
pub(super) fn write_heads<'a>(
    target: &mut Worksheet,
    heads: impl Iterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    let format = head_format();
    for (at, head) in (0u16..).zip(heads) {
        target.write_string_with_format(0, at, printable(head), &quoted(head, &format))?;
    }
    Ok(())
}

/// Paper: landscape, one page wide, heads on every page.
pub(super) fn print_setup(target: &mut Worksheet) -> Result<(), XlsxError> {
    target.set_landscape();
    target.set_paper_size(9);
    target.set_print_fit_to_pages(1, 0);
    target.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The position of the last of so many columns.
pub(super) fn last_column(columns: usize) -> Option<u16> {
    columns
        .checked_sub(1)
        .and_then(|last| u16::try_from(last).ok())
}

/// Writes one cell. Texts go into the file's table of strings, never where a formula stands.
pub(super) fn write_cell(
    target: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => target.write_blank(row, column, format)?,
        Cell::Text(text) if text.encode_utf16().count() > LONGEST_TEXT => {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        Cell::Text(text) => {
            let format = quoted(text, &format.clone().set_num_format("@"));
            target.write_string_with_format(row, column, printable(text), &format)?
        }
        Cell::Number(number) => target.write_number_with_format(row, column, *number, format)?,
        Cell::Date(date) => {
            let part = |value: i8| u8::try_from(value).unwrap_or(0);
            let year = u16::try_from(date.year()).unwrap_or(0);
            let date = ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))?;
            target.write_datetime_with_format(row, column, &date, format)?
        }
    };
    Ok(())
}

/// A text that starts like a formula is marked as quoted, so that it stays a text when somebody
/// edits the cell.
pub(super) fn quoted(text: &str, format: &Format) -> Format {
    let starts_like_formula = text.trim_start().starts_with([
        '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    if starts_like_formula || text.starts_with(['\t', '\r', '\n']) {
        format.clone().set_quote_prefix()
    } else {
        format.clone()
    }
}

fn head_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color("DCE6F2")
        .set_border_bottom(FormatBorder::Thin)
}

/// The format of a column's cells.
pub(super) fn cell_format(kind: ColumnKind) -> Format {
    let format = Format::new()
        .set_num_format(kind.format())
        .set_align(FormatAlign::Top);
    match kind {
        ColumnKind::Text => format.set_text_wrap(),
        ColumnKind::Whole | ColumnKind::Decimal | ColumnKind::Date => format,
    }
}
