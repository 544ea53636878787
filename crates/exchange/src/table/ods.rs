//! OpenDocument spreadsheets. One element may stand for a million equal cells (`…-repeated`), so
//! repeats are only unrolled where they hold something, and only within the limits.

use super::{
    archive,
    collect::{Collector, OpenSheet},
    error::ReadError,
    limits::Limits,
    sheet::{Area, Cell, Content, Sheet},
};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use std::collections::HashSet;

/// Parts of a spreadsheet that hold cells or texts which are not on the sheet: comments, deleted
/// content, drawings, form controls.
const PASSED_OVER: [&str; 6] = [
    "annotation",
    "tracked-changes",
    "shapes",
    "forms",
    "dde-links",
    "frame",
];

/// Reads every sheet of a spreadsheet that has passed the archive's inspection.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    let content = archive::part(bytes, "content.xml", limits)?;
    let mut parser = Parser::new(&content, limits);
    parser.run()?;
    parser.collector.finish()
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string().chars().take(200).collect())
}

/// A cell element that is open, with its text so far.
struct OpenCell {
    repeat: u32,
    span: (u32, u32),
    kind: String,
    value: String,
    is_formula: bool,
    is_error: bool,
    paragraphs: u32,
    text: String,
}

/// A row element that is open: its cells by column, not yet unrolled.
struct OpenRow {
    repeat: u32,
    next_column: u32,
    cells: Vec<(u32, u32, Cell)>,
}

struct Parser<'a> {
    reader: Reader<&'a [u8]>,
    collector: Collector<'a>,
    hidden_styles: HashSet<String>,
    style: String,
    sheet: Option<OpenSheet>,
    next_row: u32,
    row: Option<OpenRow>,
    cell: Option<OpenCell>,
}

impl<'a> Parser<'a> {
    fn new(content: &'a str, limits: &'a Limits) -> Self {
        Self {
            reader: Reader::from_str(content),
            collector: Collector::new(limits),
            hidden_styles: HashSet::new(),
            style: String::new(),
            sheet: None,
            next_row: 1,
            row: None,
            cell: None,
        }
    }

    fn run(&mut self) -> Result<(), ReadError> {
        loop {
            match self.reader.read_event().map_err(damaged)? {
                Event::Start(element) => {
                    let name = element.local_name();
                    let is_inner_table = name.as_ref() == "table" && self.sheet.is_some();
                    if is_inner_table || PASSED_OVER.contains(&name.as_ref()) {
                        self.reader.read_to_end(element.name()).map_err(damaged)?;
                    } else {
                        self.begin(&element)?;
                    }
                }
                Event::Empty(element) => {
                    self.begin(&element)?;
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => self.end(element.local_name().as_ref())?,
                Event::Text(text) => self.append(&text.xml10_content()),
                Event::CData(text) => self.append(&text.xml10_content()),
                Event::GeneralRef(entity) => self.append(&resolve(&entity)),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" if self.sheet.is_none() => {
                let name = attribute(element, "name").unwrap_or_default();
                let style = attribute(element, "style-name").unwrap_or_default();
                let is_hidden = self.hidden_styles.contains(&style);
                self.sheet = Some(self.collector.open(&name, is_hidden)?);
                self.next_row = 1;
            }
            "table-row" => {
                self.row = Some(OpenRow {
                    repeat: count(element, "number-rows-repeated"),
                    next_column: 1,
                    cells: Vec::new(),
                });
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(OpenCell::new(element)),
            "p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" => {
                let blanks = count(element, "c").min(100) as usize;
                self.append(&" ".repeat(blanks));
            }
            "tab" => self.append("\t"),
            "line-break" => self.append("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(sheet) = self.sheet.take() {
                    self.collector.close(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn append(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let (Some(cell), Some(row), Some(sheet)) =
            (self.cell.take(), self.row.as_mut(), self.sheet.as_mut())
        else {
            return Ok(());
        };
        let (column, repeat, span) = (row.next_column, cell.repeat, cell.span);
        row.next_column = column.saturating_add(repeat);
        if span != (1, 1) {
            let area = Area {
                first_row: self.next_row,
                last_row: self.next_row.saturating_add(span.0 - 1),
                first_column: column,
                last_column: column.saturating_add(span.1 - 1),
            };
            self.collector.merge(sheet, area)?;
        }
        let cell = cell.finish();
        if cell.content != Content::Empty || cell.is_formula {
            row.cells.push((column, repeat, cell));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let (Some(row), Some(sheet)) = (self.row.take(), self.sheet.as_mut()) else {
            return Ok(());
        };
        let first = self.next_row;
        self.next_row = first.saturating_add(row.repeat);
        if row.cells.is_empty() {
            return Ok(());
        }
        for number in first..self.next_row {
            for (column, repeat, cell) in &row.cells {
                for offset in 0..*repeat {
                    let column = column.saturating_add(offset);
                    self.collector.put(sheet, number, column, cell.clone())?;
                }
            }
        }
        Ok(())
    }
}

impl OpenCell {
    fn new(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "value-type").unwrap_or_default();
        let value = ["value", "date-value", "boolean-value", "string-value"]
            .into_iter()
            .find_map(|name| attribute(element, name))
            .unwrap_or_default();
        let is_error = element
            .try_get_attribute("calcext:value-type")
            .is_ok_and(|found| found.is_some_and(|kind| kind.value.as_ref() == "error"));
        Self {
            repeat: count(element, "number-columns-repeated"),
            span: (
                count(element, "number-rows-spanned"),
                count(element, "number-columns-spanned"),
            ),
            kind,
            value,
            is_formula: attribute(element, "formula").is_some(),
            is_error,
            paragraphs: 0,
            text: String::new(),
        }
    }

    fn finish(self) -> Cell {
        let text = if self.paragraphs > 0 {
            self.text
        } else {
            self.value.clone()
        };
        let number = || self.value.trim().parse::<f64>().ok();
        let content = match self.kind.as_str() {
            _ if self.is_error => Some(Content::Error(text.clone())),
            "float" | "currency" => number().map(Content::Number),
            "percentage" => number().map(Content::Share),
            "boolean" => Some(Content::Truth(self.value == "true")),
            "date" => self
                .value
                .get(..10)
                .and_then(|day| day.parse().ok())
                .map(Content::Date),
            _ => None,
        };
        let content = content.unwrap_or(if text.is_empty() {
            Content::Empty
        } else {
            Content::Text(text)
        });
        Cell {
            content,
            is_formula: self.is_formula,
        }
    }
}

/// The first attribute with that local name that is not an extension's (`calcext:`).
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| {
            let key = attribute.key;
            key.local_name().as_ref() == name
                && key
                    .prefix()
                    .is_none_or(|prefix| prefix.as_ref() != "calcext")
        })
        .and_then(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some(value.into_owned())
        })
}

/// A repeat count: at least 1.
fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .max(1)
}

/// A character reference or one of the five entities of XML; anything else stays as it is written
/// (nothing is ever expanded).
fn resolve(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    match entity.xml10_content().as_ref() {
        "amp" => "&".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        other => format!("&{other};"),
    }
}
