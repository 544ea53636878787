//! Tables of figures as CSV, with or without the HXL tag row. Safe to open in a spreadsheet
//! program, and read back by [`crate::layout`] to the same figures.

use super::{
    columns::{Column, columns},
    figure_row::{FigureRow, OutputValue, decimal_text},
    guard::is_dangerous,
};
use std::{borrow::Cow, io};
use vocabulary::{DimensionCode, Names};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether the row of HXL tags follows the headings.
    pub with_tags: bool,
    /// Whether a byte order mark comes first, without which Excel does not see that the text is
    /// UTF-8.
    pub with_mark: bool,
    /// The separator: `,`, `;` or a tab.
    pub separator: u8,
}

impl Default for TextOptions {
    /// Plain CSV: commas, no tags, no mark.
    fn default() -> Self {
        Self {
            with_tags: false,
            with_mark: false,
            separator: b',',
        }
    }
}

fn writer<W: io::Write>(mut out: W, options: TextOptions) -> io::Result<csv::Writer<W>> {
    if options.with_mark {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    Ok(csv::WriterBuilder::new()
        .delimiter(options.separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out))
}

/// A text as it may stand in a cell: guarded where a spreadsheet program would run it.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes figures, one a row. Terms of dimensions that are not listed are left out, so list every
/// dimension that occurs.
///
/// # Errors
/// When the destination cannot be written to.
pub fn write_figures<'a, W: io::Write>(
    out: W,
    dimensions: &[DimensionCode],
    rows: impl IntoIterator<Item = FigureRow<'a>>,
    options: TextOptions,
) -> io::Result<()> {
    let columns = columns(dimensions);
    let mut writer = writer(out, options)?;
    writer.write_record(columns.iter().map(|column| &column.name))?;
    if options.with_tags {
        writer.write_record(columns.iter().map(|column| &column.tag))?;
    }
    for row in rows {
        write_row(&mut writer, dimensions, &row)?;
    }
    writer.flush()
}

fn write_row<W: io::Write>(
    writer: &mut csv::Writer<W>,
    dimensions: &[DimensionCode],
    row: &FigureRow<'_>,
) -> io::Result<()> {
    let period = row.period.to_string();
    let start = row.period.first_day().to_string();
    let end = row.period.last_day().to_string();
    let before: [&str; 16] = [
        &period,
        &start,
        &end,
        row.country_code,
        row.first_level.0,
        row.first_level.1,
        row.second_level.0,
        row.second_level.1,
        row.place_code,
        row.place_name,
        row.institution_code,
        row.institution_name,
        row.institution_kind,
        row.indicator_code,
        row.indicator_name,
        row.state,
    ];
    for text in before {
        writer.write_field(safe(text).as_bytes())?;
    }
    for dimension in dimensions {
        let term = row.breakdown.term(dimension.as_str());
        writer.write_field(safe(term.map_or("", |term| term.as_str())).as_bytes())?;
    }
    match row.value {
        OutputValue::Number(number) => writer.write_field(decimal_text(number, row.decimals))?,
        OutputValue::None => writer.write_field("")?,
    }
    writer.write_field(safe(row.confidence).as_bytes())?;
    writer.write_field(safe(row.comment).as_bytes())?;
    writer.write_record(None::<&[u8]>)?;
    Ok(())
}

/// One entry of a codebook: a code that occurs in a column, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookEntry {
    /// The column's heading.
    pub column: String,
    /// The code; empty for the description of the column itself.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// What exactly it means; may be empty.
    pub definition: Names,
}

/// Writes a codebook: column, tag, code, names and definitions in both languages.
///
/// # Errors
/// When the destination cannot be written to.
pub fn write_codebook<W: io::Write>(
    out: W,
    columns: &[Column],
    entries: &[CodebookEntry],
    options: TextOptions,
) -> io::Result<()> {
    let mut writer = writer(out, options)?;
    writer.write_record([
        "column",
        "tag",
        "code",
        "name_sq",
        "name_en",
        "definition_sq",
        "definition_en",
    ])?;
    for entry in entries {
        let column = columns.iter().find(|column| column.name == entry.column);
        let fields = [
            entry.column.as_str(),
            column.map_or("", |column| &column.tag),
            &entry.code,
            &entry.names.albanian,
            &entry.names.english,
            &entry.definition.albanian,
            &entry.definition.english,
        ];
        writer.write_record(fields.map(|field| safe(field).into_owned()))?;
    }
    writer.flush()
}
