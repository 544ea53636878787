//! Reads a capture-history file (CSV).
//!
//! Two forms are accepted: one 0/1 column per list with a column `count`, or, without that column,
//! one line per person. A column `draw` holds the number of the linkage draw a line belongs to.
//! The reader must never guess: whatever it cannot read with certainty is an error that names the
//! line.

use super::{CaptureTable, ListName, MOST_LISTS, MOST_PEOPLE};
use crate::Error;
use std::collections::BTreeMap;
use std::io::Read;

/// The most bytes that are read: ten lists by line for more people than any file should hold.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Reads one table.
///
/// # Errors
/// Whatever is wrong with the file, by line. A file with several linkage draws is refused here;
/// see [`read_draws`].
pub fn read(source: impl Read) -> Result<CaptureTable, Error> {
    let mut draws = read_draws(source)?;
    match draws.len() {
        1 => Ok(draws.remove(0)),
        _ => Err(Error::Option {
            option: "draw",
            value: draws.len().to_string(),
            rule: "this needs a file with one linkage draw",
        }),
    }
}

/// Reads the tables of all linkage draws, in order of their numbers; one table when the file has
/// no column `draw`.
///
/// # Errors
/// Whatever is wrong with the file, by line.
pub fn read_draws(source: impl Read) -> Result<Vec<CaptureTable>, Error> {
    let text = decode(source)?;
    let header = text.lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(header))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = Columns::parse(reader.headers().map_err(unreadable)?)?;
    let mut tally = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        columns.add(&record, &mut tally)?;
    }
    if tally.is_empty() {
        return Err(Error::NoPeople);
    }
    tally
        .into_values()
        .map(|draw: Draw| CaptureTable::new(columns.names.clone(), draw.counts))
        .collect()
}

/// Decodes UTF-8 with or without byte order mark.
fn decode(source: impl Read) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = source.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::Unreadable {
        reason: error.to_string(),
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::Unreadable {
            reason: "more than 256 MB".to_owned(),
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let line_of = |offset: usize| 1 + bytes[..offset].iter().filter(|&&b| b == b'\n').count();
    let text = std::str::from_utf8(bytes).map_err(|error| Error::WrongEncoding {
        line: line_of(error.valid_up_to()),
    })?;
    // UTF-16 of plain letters is valid UTF-8 with a NUL after each of them.
    match text.find('\0') {
        Some(offset) => Err(Error::WrongEncoding {
            line: line_of(offset),
        }),
        None if text.trim().is_empty() => Err(Error::Empty),
        None => Ok(text.to_owned()),
    }
}

/// Office programs with Albanian settings write semicolons.
fn delimiter(header: &str) -> u8 {
    let candidates = [b',', b';', b'\t'];
    let number = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    let most = candidates.iter().map(number).max().unwrap_or(0);
    candidates
        .into_iter()
        .find(|sign| number(sign) == most)
        .unwrap_or(b',')
}

fn unreadable(error: csv::Error) -> Error {
    Error::Unreadable {
        reason: error.to_string(),
    }
}

/// Counts of one draw and the line each history was first seen on.
struct Draw {
    counts: Vec<u64>,
    lines: Vec<u64>,
    people: u64,
}

/// Which column holds what.
struct Columns {
    names: Vec<ListName>,
    lists: Vec<usize>,
    count: Option<usize>,
    draw: Option<usize>,
    width: usize,
}

impl Columns {
    fn parse(header: &csv::StringRecord) -> Result<Self, Error> {
        let mut columns = Self {
            names: Vec::new(),
            lists: Vec::new(),
            count: None,
            draw: None,
            width: header.len(),
        };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (index, field) in header.iter().enumerate() {
            let known = field.to_lowercase();
            if let Some(first) = seen.insert(known.clone(), index) {
                let name = field.chars().take(60).collect();
                return Err(Error::DuplicateList {
                    name,
                    first: first + 1,
                    second: index + 1,
                });
            }
            match known.as_str() {
                "count" | "numri" => columns.count = Some(index),
                "draw" => columns.draw = Some(index),
                _ => {
                    columns.names.push(ListName::parse(field, index + 1)?);
                    columns.lists.push(index);
                }
            }
        }
        match columns.names.len() {
            found @ 0..2 => Err(Error::TooFewLists { found }),
            found if found > MOST_LISTS => Err(Error::TooManyLists {
                found,
                most: MOST_LISTS,
            }),
            _ => Ok(columns),
        }
    }

    fn add(
        &self,
        record: &csv::StringRecord,
        tally: &mut BTreeMap<u64, Draw>,
    ) -> Result<(), Error> {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != self.width {
            return Err(Error::FieldCount {
                line,
                found: record.len(),
                expected: self.width,
            });
        }
        let cell = self.history(record, line)?;
        let count = self
            .count
            .map_or(Ok(1), |column| whole(&record[column], line))?;
        if cell == 0 && count > 0 {
            return Err(Error::OnNoList { line, count });
        }
        let number = self
            .draw
            .map_or(Ok(0), |column| whole(&record[column], line))?;
        let cells = 1 << self.names.len();
        let draw = tally.entry(number).or_insert_with(|| Draw {
            counts: vec![0; cells],
            lines: vec![0; cells],
            people: 0,
        });
        if self.count.is_some() && draw.lines[cell] != 0 {
            let history = self.label(cell);
            return Err(Error::DuplicateHistory {
                history,
                first: draw.lines[cell],
                second: line,
            });
        }
        draw.lines[cell] = line;
        draw.people += count;
        if draw.people > MOST_PEOPLE {
            return Err(Error::HugeCount {
                line,
                most: MOST_PEOPLE,
            });
        }
        draw.counts[cell] += count;
        Ok(())
    }

    fn history(&self, record: &csv::StringRecord, line: u64) -> Result<usize, Error> {
        let mut cell = 0;
        for (list, &column) in self.lists.iter().enumerate() {
            match &record[column] {
                "1" => cell |= 1 << list,
                "0" => {}
                other => {
                    return Err(Error::Membership {
                        line,
                        column: self.names[list].to_string(),
                        value: shown(other),
                    });
                }
            }
        }
        Ok(cell)
    }

    fn label(&self, cell: usize) -> String {
        let on = self
            .names
            .iter()
            .enumerate()
            .filter(|(list, _)| cell >> list & 1 == 1);
        let names: Vec<&str> = on.map(|(_, name)| name.as_str()).collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join("·")
        }
    }
}

/// A whole number of people, at most [`MOST_PEOPLE`].
fn whole(text: &str, line: u64) -> Result<u64, Error> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(Error::Count {
            line,
            value: shown(text),
        });
    }
    match text.parse::<u64>() {
        Ok(count) if count <= MOST_PEOPLE => Ok(count),
        _ => Err(Error::HugeCount {
            line,
            most: MOST_PEOPLE,
        }),
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(20).collect()
}
