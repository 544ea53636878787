//! Records from files: one row for each person, case or innermost cell, a column for each thing that
//! is known. What the columns mean is said by whoever asks; nothing here is counted.

use super::{Cells, Links, rows};
use crate::{Dimension, Error};
use std::io::Read;

/// The most records of a file.
const MOST: usize = 4_000_000;

/// The most bytes of a file.
const MOST_BYTES: u64 = 512 << 20;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its line in the file, the heading being line 1.
    pub line: u64,
    /// Its fields, as many as there are headings.
    pub fields: Vec<String>,
}

/// The rows of a file under their headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    name: String,
    headings: Vec<String>,
    rows: Vec<Record>,
    /// Where each row stands, for files without lines.
    places: Vec<String>,
}

impl Records {
    /// Reads a file; `name` is for messages.
    ///
    /// # Errors
    /// [`Error::File`] and [`Error::Line`] with what is wrong.
    pub fn read(name: &str, file: impl Read) -> Result<Self, Error> {
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
            .delimiter(rows::delimiter(text))
            .trim(csv::Trim::All)
            .from_reader(text);
        let headings: Vec<String> = reader
            .headers()
            .map_err(|error| rows::unreadable(name, 1, &error))?
            .iter()
            .map(str::to_owned)
            .collect();
        check_headings(name, &headings)?;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                rows::unreadable(name, line, &error)
            })?;
            if rows.len() >= MOST {
                return Err(fault(format!("it has more than {MOST} records; split it")));
            }
            rows.push(Record {
                line: record.position().map_or(0, csv::Position::line),
                fields: record.iter().map(str::to_owned).collect(),
            });
        }
        if rows.is_empty() {
            return Err(fault("it holds no records below its headings".to_owned()));
        }
        Ok(Self {
            name: name.to_owned(),
            headings,
            rows,
            places: Vec::new(),
        })
    }

    /// The rows of cells that somebody else read out of a file of another form.
    ///
    /// # Errors
    /// As [`Self::read`], with [`Error::Place`] instead of [`Error::Line`].
    pub fn of_cells(name: &str, cells: &Cells) -> Result<Self, Error> {
        check_headings(name, &cells.headings)?;
        let mut records = Self {
            name: name.to_owned(),
            headings: cells.headings.clone(),
            rows: Vec::new(),
            places: cells.rows.iter().map(|(place, _)| place.clone()).collect(),
        };
        for (line, (_, fields)) in (2..).zip(&cells.rows) {
            if fields.len() != cells.headings.len() {
                let reason = "it has not as many fields as there are headings";
                return Err(records.fault(line, reason.to_owned()));
            }
            records.rows.push(Record {
                line,
                fields: fields.clone(),
            });
        }
        if records.rows.is_empty() {
            return Err(Error::File {
                file: name.to_owned(),
                reason: "it holds no records below its headings".to_owned(),
            });
        }
        Ok(records)
    }

    /// The headings.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Record] {
        &self.rows
    }

    /// The place of a column, where there is one with this heading.
    #[must_use]
    pub fn find(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|one| one == heading)
    }

    /// The place of a column.
    ///
    /// # Errors
    /// [`Error::File`] when there is none with this heading.
    pub fn column(&self, heading: &str) -> Result<usize, Error> {
        self.find(heading).ok_or_else(|| Error::File {
            file: self.name.clone(),
            reason: format!(
                "there is no column \"{heading}\" among {}",
                self.headings.join(", ")
            ),
        })
    }

    /// The dimension that a column makes: the total and its codes, or the hierarchy given for it.
    ///
    /// # Errors
    /// [`Error::Line`] for an empty field or a code that the hierarchy lacks; those of
    /// [`Dimension::hierarchical`].
    pub fn dimension(
        &self,
        column: usize,
        total: &str,
        hierarchies: &[(String, Links)],
    ) -> Result<Dimension, Error> {
        let heading = &self.headings[column];
        let links = hierarchies.iter().find(|(named, _)| named == heading);
        if let Some(row) = self.rows.iter().find(|row| row.fields[column].is_empty()) {
            return Err(self.fault(
                row.line,
                format!(
                    "column \"{heading}\" is empty; write what is not known as a code of its own"
                ),
            ));
        }
        let Some((_, links)) = links else {
            let mut codes: Vec<&str> = self.codes(column).filter(|code| *code != total).collect();
            codes.sort_unstable();
            codes.dedup();
            return Dimension::flat(heading, total, codes);
        };
        let pairs = links
            .iter()
            .map(|(child, parent)| (child.as_str(), parent.as_str()));
        let dimension = Dimension::hierarchical(heading, total, pairs)?;
        let known = |row: &&Record| dimension.place(&row.fields[column]).is_err();
        match self.rows.iter().find(known) {
            None => Ok(dimension),
            Some(row) => Err(self.fault(
                row.line,
                format!(
                    "\"{}\" is not in the hierarchy of \"{heading}\"; add a row with its parent there",
                    row.fields[column]
                ),
            )),
        }
    }

    /// Refuses hierarchies for columns that are not there.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn check_hierarchies(&self, hierarchies: &[(String, Links)]) -> Result<(), Error> {
        for (dimension, _) in hierarchies {
            self.column(dimension)?;
        }
        Ok(())
    }

    /// An error with the place of a row.
    #[must_use]
    pub fn fault(&self, line: u64, reason: String) -> Error {
        let file = self.name.clone();
        let place = (line as usize).checked_sub(2);
        match place.and_then(|row| self.places.get(row)) {
            Some(place) => Error::Place {
                file,
                place: place.clone(),
                reason,
            },
            None => Error::Line { file, line, reason },
        }
    }

    fn codes(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.fields[column].as_str())
    }
}

fn check_headings(name: &str, headings: &[String]) -> Result<(), Error> {
    for (place, heading) in headings.iter().enumerate() {
        if heading.is_empty() || headings[..place].contains(heading) {
            return Err(Error::File {
                file: name.to_owned(),
                reason: format!(
                    "column {} has no heading of its own; every column needs one",
                    place + 1
                ),
            });
        }
    }
    Ok(())
}
