//! Reads an institution's own list from CSV and normalises it, row by row.
//!
//! Runs inside the institution. Rows live in memory only until they are encoded; problems name the
//! line and never quote a cell.

mod row;

pub use row::PlainRow;

use std::io::Read;

use crate::error::Error;
use crate::normalise::fold;
use crate::schema::Schema;

/// Most rows of one list.
pub const MOST_ROWS: usize = 5_000_000;

/// An open list whose columns have been found.
pub struct ListReader<R> {
    name: String,
    rows: csv::Reader<R>,
    columns: Vec<usize>,
    schema: Schema,
    record: csv::StringRecord,
    read: usize,
}

impl<'b> ListReader<std::io::Cursor<&'b [u8]>> {
    /// Opens a list held in memory; commas, semicolons and tabs are told apart by the header.
    ///
    /// # Errors
    /// As [`ListReader::open`].
    pub fn from_bytes(name: &str, bytes: &'b [u8], schema: &Schema) -> Result<Self, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let header = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|delimiter| (count(*delimiter), *delimiter == b','))
            .unwrap_or(b',');
        Self::open(name, std::io::Cursor::new(bytes), delimiter, schema)
    }
}

impl<R: Read> ListReader<R> {
    /// Opens a list and finds the columns that the schema names, by their exact header or without
    /// regard to case and marks.
    ///
    /// # Errors
    /// [`Error::ListSyntax`] if the header is no UTF-8 CSV, [`Error::MissingColumn`] if a column
    /// is not there.
    pub fn open(name: &str, input: R, delimiter: u8, schema: &Schema) -> Result<Self, Error> {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(input);
        let headers = rows
            .headers()
            .map_err(|error| syntax(name, 1, &error))?
            .clone();
        let columns = schema
            .fields()
            .iter()
            .map(|field| find_column(name, &headers, field.column()))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            name: name.to_owned(),
            rows,
            columns,
            schema: schema.clone(),
            record: csv::StringRecord::new(),
            read: 0,
        })
    }

    /// The next row, normalised, or nothing at the end.
    ///
    /// # Errors
    /// [`Error::ListSyntax`] with the line, or [`Error::TooManyRows`].
    pub fn next_row(&mut self) -> Result<Option<PlainRow>, Error> {
        let line = self.rows.position().line();
        let more = self
            .rows
            .read_record(&mut self.record)
            .map_err(|error| syntax(&self.name, line, &error))?;
        if !more {
            return Ok(None);
        }
        self.read += 1;
        if self.read > MOST_ROWS {
            return Err(Error::TooManyRows {
                list: self.name.clone(),
                limit: MOST_ROWS,
            });
        }
        let cells = self
            .columns
            .iter()
            .map(|column| self.record.get(*column).unwrap_or_default());
        Ok(Some(PlainRow::normalise(&self.schema, cells)))
    }

    /// Up to `limit` further rows.
    ///
    /// # Errors
    /// As [`ListReader::next_row`].
    pub fn next_rows(&mut self, limit: usize) -> Result<Vec<PlainRow>, Error> {
        let mut rows = Vec::new();
        while rows.len() < limit {
            match self.next_row()? {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        Ok(rows)
    }
}

/// The index of a column.
fn find_column(list: &str, headers: &csv::StringRecord, wanted: &str) -> Result<usize, Error> {
    let exact = headers.iter().position(|header| header.trim() == wanted);
    let folded = fold(wanted);
    exact
        .or_else(|| headers.iter().position(|header| fold(header) == folded))
        .ok_or_else(|| Error::MissingColumn {
            list: list.to_owned(),
            column: wanted.to_owned(),
            columns: headers.iter().collect::<Vec<_>>().join(", "),
        })
}

/// A reading problem without the content of any cell.
fn syntax(list: &str, line: u64, error: &csv::Error) -> Error {
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            "the text is not UTF-8; save the list as \"CSV UTF-8\" and try again".to_owned()
        }
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("the row has {len} cells and the header {expected_len}"),
        csv::ErrorKind::Io(error) => format!("reading stopped: {}", error.kind()),
        _ => "the row cannot be read as CSV".to_owned(),
    };
    Error::ListSyntax {
        list: list.to_owned(),
        line: error.position().map_or(line, csv::Position::line).max(1),
        problem,
    }
}
