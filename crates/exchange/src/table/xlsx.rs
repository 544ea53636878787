//! Office Open XML workbooks, cell by cell. The parser's own dense ranges are never asked for: two
//! cells in opposite corners would make it reserve seventeen thousand million cells.

use super::{
    collect::{Collector, OpenSheet},
    error::ReadError,
    limits::Limits,
    sheet::{Area, Cell, Content, Sheet},
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;
use std::{
    collections::HashSet,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads every worksheet of a workbook that has passed the archive's inspection.
///
/// The parser is kept behind a panic barrier: it expects some paths inside a workbook to be well
/// formed, and a workbook is written by whoever sends it.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    catch_unwind(AssertUnwindSafe(|| read_workbook(bytes, limits)))
        .unwrap_or_else(|_| Err(ReadError::Damaged("the parser gave up".into())))
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string().chars().take(200).collect())
}

fn read_workbook(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut collector = Collector::new(limits);
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let mut open = collector.open(&sheet.name, is_hidden)?;
        let shares = share_cells(&mut workbook, &sheet.name, limits)?;
        read_cells(
            &mut workbook,
            &sheet.name,
            &shares,
            &mut collector,
            &mut open,
        )?;
        for area in workbook
            .merge_cells_by_sheet_name(&sheet.name)
            .map_err(damaged)?
        {
            let area = Area {
                first_row: area.start.0.saturating_add(1),
                last_row: area.end.0.saturating_add(1),
                first_column: area.start.1.saturating_add(1),
                last_column: area.end.1.saturating_add(1),
            };
            collector.merge(&mut open, area)?;
        }
        collector.close(open);
    }
    collector.finish()
}

fn read_cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    shares: &HashSet<(u32, u32)>,
    collector: &mut Collector<'_>,
    open: &mut OpenSheet,
) -> Result<(), ReadError> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let is_share = shares.contains(&record.pos);
        let cell = Cell {
            content: content(record.value, is_share),
            is_formula: record.formula.is_some(),
        };
        let (row, column) = record.pos;
        collector.put(open, row.saturating_add(1), column.saturating_add(1), cell)?;
    }
    Ok(())
}

/// The cells that are shown as per cent. A workbook without such a format costs no second pass.
fn share_cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    limits: &Limits,
) -> Result<HashSet<(u32, u32)>, ReadError> {
    let mut found = HashSet::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let styles: HashSet<usize> = reader
        .styles()
        .iter()
        .enumerate()
        .filter(|(_, style)| {
            let format = style.number_format.as_ref();
            format.is_some_and(|format| format.format_code.contains('%'))
        })
        .map(|(index, _)| index)
        .collect();
    if styles.is_empty() {
        return Ok(found);
    }
    while let Some((row, column, style)) = reader.next_style_id().map_err(damaged)? {
        if styles.contains(&style) && row < limits.rows && column < limits.columns {
            found.insert((row, column));
        }
    }
    Ok(found)
}

fn content(value: DataRef<'_>, is_share: bool) -> Content {
    let text = |text: &str| match text {
        "" => Content::Empty,
        text => Content::Text(text.to_owned()),
    };
    match value {
        DataRef::Empty => Content::Empty,
        DataRef::Int(number) => Content::Text(number.to_string()),
        DataRef::Float(number) if is_share => Content::Share(number),
        DataRef::Float(number) => Content::Number(number),
        DataRef::String(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(truth) => Content::Truth(truth),
        DataRef::DateTime(date) => date_of(&date),
        DataRef::DateTimeIso(iso) => iso
            .get(..10)
            .and_then(|day| day.parse().ok())
            .map_or_else(|| text(&iso), Content::Date),
        DataRef::DurationIso(iso) => text(&iso),
        DataRef::Error(error) => Content::Error(error.to_string()),
    }
}

/// The day of a serial date. Serial 60 is 29 February 1900, a day that never was: it becomes the
/// next one.
fn date_of(serial: &ExcelDateTime) -> Content {
    let (year, month, day, ..) = serial.to_ymd_hms_milli();
    let year = i16::try_from(year).unwrap_or(9999);
    let month = i8::try_from(month).unwrap_or(1);
    let date = Date::new(year, month, i8::try_from(day).unwrap_or(1))
        .or_else(|_| Date::new(year, month.saturating_add(1), 1));
    date.map_or(Content::Number(serial.as_f64()), Content::Date)
}
