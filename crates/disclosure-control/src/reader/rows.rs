//! The rows of a long file, checked one by one and with their codes numbered. Limits come first: a
//! file that is too large must never be held whole.

use super::{Cells, Reading, value};
use crate::{Error, constraints::LARGEST, table::Published};
use rustc_hash::FxHashMap;
use std::io::Read;

/// The most bytes of a file: a million cells take some tens of millions.
const MOST_BYTES: u64 = 512 << 20;

/// The most dimensions.
const MOST_DIMENSIONS: usize = 12;

/// A file's cells.
pub(super) struct Rows {
    /// The dimensions, in the order of the columns.
    pub(super) dimensions: Vec<Column>,
    /// For each row its line, the number of its code in each dimension, and its content.
    pub(super) cells: Vec<(u64, Box<[u32]>, Published)>,
}

/// One dimension as found.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) codes: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// The line on which each code stood first.
    pub(super) lines: Vec<u64>,
}

impl Rows {
    pub(super) fn read(name: &str, file: impl Read, reading: &Reading) -> Result<Self, Error> {
        let fault = |reason: String| Error::File {
            file: name.to_owned(),
            reason,
        };
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| fault(format!("cannot be read ({error})")))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(fault("it is larger than 512 MiB; split it".to_owned()));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .trim(csv::Trim::All)
            .from_reader(text);
        let headings = reader
            .headers()
            .map_err(|error| unreadable(name, 1, &error))?
            .clone();
        let layout = Layout::of(&headings, reading).map_err(fault)?;
        let mut rows = Self::empty(&layout, &headings);
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                unreadable(name, line, &error)
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.add(line, &record, &layout)
                .map_err(|reason| Error::Line {
                    file: name.to_owned(),
                    line,
                    reason,
                })?;
        }
        if rows.cells.is_empty() {
            return Err(fault("it holds no cells below its headings".to_owned()));
        }
        Ok(rows)
    }

    /// The rows of cells that are in memory already, numbered from line 2 on.
    pub(super) fn of_cells(name: &str, cells: &Cells, reading: &Reading) -> Result<Self, Error> {
        let headings = csv::StringRecord::from(cells.headings.clone());
        let layout = Layout::of(&headings, reading).map_err(|reason| Error::File {
            file: name.to_owned(),
            reason,
        })?;
        let mut rows = Self::empty(&layout, &headings);
        for (line, (_, fields)) in (2..).zip(&cells.rows) {
            let record = csv::StringRecord::from(fields.clone());
            let added = if record.len() == headings.len() {
                rows.add(line, &record, &layout)
            } else {
                Err(format!(
                    "it has {} fields, but there are {} headings",
                    record.len(),
                    headings.len()
                ))
            };
            added.map_err(|reason| Error::Line {
                file: name.to_owned(),
                line,
                reason,
            })?;
        }
        if rows.cells.is_empty() {
            return Err(Error::File {
                file: name.to_owned(),
                reason: "it holds no cells below its headings".to_owned(),
            });
        }
        Ok(rows)
    }

    fn empty(layout: &Layout, headings: &csv::StringRecord) -> Self {
        Self {
            dimensions: layout
                .dimensions
                .iter()
                .map(|&place| Column::new(&headings[place]))
                .collect(),
            cells: Vec::new(),
        }
    }

    fn add(
        &mut self,
        line: u64,
        record: &csv::StringRecord,
        layout: &Layout,
    ) -> Result<(), String> {
        if self.cells.len() >= LARGEST {
            return Err(format!("more than {LARGEST} cells; split the file"));
        }
        let optional = |place: Option<usize>| place.map_or("", |place| &record[place]);
        let published = value::parse(
            &record[layout.value],
            optional(layout.low),
            optional(layout.high),
        )?;
        let codes = layout
            .dimensions
            .iter()
            .zip(&mut self.dimensions)
            .map(|(&place, column)| column.number(&record[place], line))
            .collect::<Result<Box<[u32]>, String>>()?;
        self.cells.push((line, codes, published));
        Ok(())
    }
}

impl Column {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            codes: Vec::new(),
            numbers: FxHashMap::default(),
            lines: Vec::new(),
        }
    }

    fn number(&mut self, code: &str, line: u64) -> Result<u32, String> {
        if let Some(&number) = self.numbers.get(code) {
            return Ok(number);
        }
        if code.is_empty() {
            return Err(format!(
                "column \"{}\" is empty; every cell needs a code there",
                self.name
            ));
        }
        let number = self.codes.len() as u32;
        self.numbers.insert(code.to_owned(), number);
        self.codes.push(code.to_owned());
        self.lines.push(line);
        Ok(number)
    }
}

/// Which column is what.
struct Layout {
    dimensions: Vec<usize>,
    value: usize,
    low: Option<usize>,
    high: Option<usize>,
}

impl Layout {
    fn of(headings: &csv::StringRecord, reading: &Reading) -> Result<Self, String> {
        let find = |name: &str| headings.iter().position(|heading| heading == name);
        let value = find(&reading.value).ok_or_else(|| {
            format!(
                "there is no column \"{}\" among {}; name the column with the values, or the sheet where the table is wide",
                reading.value,
                headings.iter().collect::<Vec<_>>().join(", ")
            )
        })?;
        let (low, high) = (find("low"), find("high"));
        let dimensions: Vec<usize> = (0..headings.len())
            .filter(|&place| place != value && Some(place) != low && Some(place) != high)
            .collect();
        if dimensions.is_empty() || dimensions.len() > MOST_DIMENSIONS {
            return Err(format!(
                "it has {} dimension columns; 1 to {MOST_DIMENSIONS} are possible",
                dimensions.len()
            ));
        }
        Ok(Self {
            dimensions,
            value,
            low,
            high,
        })
    }
}

/// The separator that the first line uses most.
pub(super) fn delimiter(text: &[u8]) -> u8 {
    let end = text.iter().position(|&byte| byte == b'\n');
    let first = &text[..end.unwrap_or(text.len())];
    let count = |separator: u8| first.iter().filter(|&&byte| byte == separator).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}

pub(super) fn unreadable(name: &str, line: u64, error: &csv::Error) -> Error {
    let reason = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            "it is not UTF-8 text; save the file as \"CSV UTF-8\" and repeat".to_owned()
        }
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("it has {len} fields, but there are {expected_len} headings"),
        _ => error.to_string(),
    };
    Error::Line {
        file: name.to_owned(),
        line,
        reason,
    }
}
