//! Text tables: CSV and its relatives. The separator is found by reading the beginning with each
//! candidate; every value stays a text.

use super::{
    collect::Collector,
    encoding::{self, TextEncoding},
    error::{ForeignKind, ReadError},
    limits::Limits,
    sheet::{Cell, Sheet},
};

/// Separators, in the order in which a draw between them is decided.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// How many records are looked at to find the separator.
const SAMPLE_RECORDS: usize = 60;
/// How many bytes of the beginning are looked at.
const SAMPLE_BYTES: usize = 1 << 16;

/// Reads a text table as one sheet without a name.
pub(super) fn read(
    bytes: &[u8],
    named: Option<TextEncoding>,
    limits: &Limits,
) -> Result<Vec<Sheet>, ReadError> {
    let text = encoding::decode(bytes, named)?;
    if has_binary_content(&text) {
        return Err(ReadError::WrongKind(ForeignKind::Unknown));
    }
    let (separator, text) = separate(&text);
    let mut reader = reader(text, separator);
    let mut collector = Collector::new(limits);
    let mut sheet = collector.open("", false)?;
    let mut record = csv::StringRecord::new();
    let mut inner_breaks = 0;
    while reader
        .read_record(&mut record)
        .map_err(|error| ReadError::Damaged(error.to_string()))?
    {
        let row = line_of(&record, text).saturating_sub(inner_breaks);
        for (index, field) in record.iter().enumerate() {
            let text = without_guard(field);
            let breaks = field.bytes().filter(|byte| *byte == b'\n').count();
            inner_breaks += u32::try_from(breaks).unwrap_or(u32::MAX);
            if !text.trim().is_empty() {
                let column = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
                collector.put(&mut sheet, row, column, Cell::text(text))?;
            }
        }
        if record.len() > limits.columns as usize * 4 {
            return Err(ReadError::TooManyColumns {
                sheet: String::new(),
                limit: limits.columns,
            });
        }
    }
    collector.close(sheet);
    collector.finish()
}

/// The separator, and the text behind the line that may announce it.
pub(crate) fn separate(text: &str) -> (u8, &str) {
    announced_separator(text).unwrap_or_else(|| (find_separator(text), text))
}

/// Takes off the apostrophe that [`crate::output`] puts before a dangerous text.
pub(crate) fn without_guard(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if crate::output::guard::is_dangerous(rest) => rest,
        _ => field,
    }
}

/// The line on which a record begins, from 1; the reader's own position lies before the blank lines
/// above it. A spreadsheet program counts rows, so the line breaks inside cells are taken off by
/// the caller.
fn line_of(record: &csv::StringRecord, text: &str) -> u32 {
    let Some(position) = record.position() else {
        return u32::MAX;
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(start..).unwrap_or_default();
    let blank_lines = before
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| **byte == b'\n')
        .count() as u64;
    u32::try_from(position.line() + blank_lines).unwrap_or(u32::MAX)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// Excel's own line `sep=;` at the top. The rest keeps its line numbers.
fn announced_separator(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let separator = *rest.as_bytes().first()?;
    let ends = rest[1..].starts_with(['\r', '\n']);
    (ends && SEPARATORS.contains(&separator)).then(|| (separator, &rest[1..]))
}

/// The separator that cuts most records into the same number (above one) of fields; among equals
/// the one that gives more fields. A table with one column has any separator.
fn find_separator(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let mut best = (SEPARATORS[0], 0, 0);
    for separator in SEPARATORS {
        let widths: Vec<usize> = reader(sample, separator)
            .into_records()
            .take(SAMPLE_RECORDS)
            .flatten()
            .map(|record| record.len())
            .filter(|width| *width > 1)
            .collect();
        let same = |width: usize| widths.iter().filter(|other| **other == width).count();
        let Some(width) = widths
            .iter()
            .copied()
            .max_by_key(|width| (same(*width), *width))
        else {
            continue;
        };
        if (same(width), width) > (best.1, best.2) {
            best = (separator, same(width), width);
        }
    }
    best.0
}

/// Control characters that no text table has.
fn has_binary_content(text: &str) -> bool {
    text.chars()
        .take(4096)
        .any(|character| character.is_control() && !matches!(character, '\t' | '\r' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found_despite_decimal_commas() {
        assert_eq!(find_separator("vendi;vlera\nBerat;1,5\nDibër;2,5\n"), b';');
        assert_eq!(find_separator("place,value\nBerat,\"1,5\"\nFier,2\n"), b',');
        assert_eq!(find_separator("a\tb\n1\t2\n"), b'\t');
        assert_eq!(find_separator("Titulli, me presje\na;b;c\n1;2;3\n"), b';');
    }
}
