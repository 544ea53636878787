//! Rows of CSV files by the names of their columns, with the line for every complaint.

use crate::country::CountryError;
use crate::{Names, Validity};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::{cell::RefCell, collections::HashMap};

/// The files of a package, and on which lines their rows stand.
pub(super) struct Files<'a> {
    read: &'a dyn Fn(&str) -> Option<String>,
    lines: RefCell<Lines>,
}

/// The line of every row that was read, so that a fault found later can still name it.
#[derive(Default)]
pub(super) struct Lines(HashMap<&'static str, Vec<u64>>);

impl Lines {
    /// A fault of the row with that number, from 0; of the file where it has no rows.
    pub(super) fn fault(&self, file: &'static str, row: usize, problem: String) -> CountryError {
        match self.0.get(file).and_then(|lines| lines.get(row)) {
            Some(line) => CountryError::Line {
                file,
                line: *line,
                problem,
            },
            None => CountryError::File { file, problem },
        }
    }
}

impl<'a> Files<'a> {
    pub(super) fn new(read: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            read,
            lines: RefCell::default(),
        }
    }

    pub(super) fn into_lines(self) -> Lines {
        self.lines.into_inner()
    }

    pub(super) fn text(&self, file: &'static str) -> Result<String, CountryError> {
        (self.read)(file).ok_or(CountryError::Missing(file))
    }

    pub(super) fn toml<Content: DeserializeOwned>(
        &self,
        file: &'static str,
    ) -> Result<Content, CountryError> {
        toml::from_str(&self.text(file)?).map_err(|error| CountryError::File {
            file,
            problem: error.to_string(),
        })
    }

    /// Every row of a CSV file, as the reader makes something of it.
    pub(super) fn rows<Item>(
        &self,
        file: &'static str,
        mut read: impl FnMut(&Row<'_>) -> Result<Item, CountryError>,
    ) -> Result<Vec<Item>, CountryError> {
        let text = self.text(file)?;
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let problem = |error: csv::Error| CountryError::Line {
            file,
            line: error.position().map_or(1, csv::Position::line),
            problem: error.to_string(),
        };
        let columns: HashMap<String, usize> = reader
            .headers()
            .map_err(problem)?
            .iter()
            .enumerate()
            .map(|(index, name)| (name.to_owned(), index))
            .collect();
        let mut items = Vec::new();
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(problem)?;
            let line = record.position().map_or(0, csv::Position::line);
            items.push(read(&Row {
                file,
                line,
                columns: &columns,
                record: &record,
            })?);
            lines.push(line);
        }
        self.lines.borrow_mut().0.insert(file, lines);
        Ok(items)
    }
}

/// One row.
pub(super) struct Row<'a> {
    file: &'static str,
    line: u64,
    columns: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    pub(super) fn fault(&self, problem: impl ToString) -> CountryError {
        CountryError::Line {
            file: self.file,
            line: self.line,
            problem: problem.to_string(),
        }
    }

    /// The text of a column; a missing column is a fault.
    pub(super) fn text(&self, column: &str) -> Result<&str, CountryError> {
        let index = self.columns.get(column);
        index
            .and_then(|index| self.record.get(*index))
            .map(str::trim)
            .ok_or_else(|| self.fault(format!("there is no column `{column}`")))
    }

    /// The text of a column as something else; the empty text is a fault.
    pub(super) fn parsed<Value, Fault: ToString>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Result<Value, Fault>,
    ) -> Result<Value, CountryError> {
        parse(self.text(column)?)
            .map_err(|fault| self.fault(format!("{column}: {}", fault.to_string())))
    }

    /// The same, with the empty text as nothing.
    pub(super) fn optional<Value, Fault: ToString>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Result<Value, Fault>,
    ) -> Result<Option<Value>, CountryError> {
        if self.text(column)?.is_empty() {
            return Ok(None);
        }
        self.parsed(column, parse).map(Some)
    }

    /// A count: a whole number that is not negative.
    pub(super) fn count(&self, column: &str) -> Result<i64, CountryError> {
        let number = self.parsed(column, str::parse::<i64>)?;
        if number < 0 {
            return Err(self.fault(format!("{column}: {number} is negative")));
        }
        Ok(number)
    }

    /// A coordinate in degrees, at most that far from zero.
    pub(super) fn degrees(&self, column: &str, most: f64) -> Result<Option<f64>, CountryError> {
        let degrees = self.optional(column, str::parse::<f64>)?;
        // The comparison is also false for what is no number.
        if degrees.is_some_and(|degrees| !(-most..=most).contains(&degrees)) {
            return Err(self.fault(format!("{column}: write degrees up to {most}")));
        }
        Ok(degrees)
    }

    pub(super) fn is_yes(&self, column: &str) -> Result<bool, CountryError> {
        match self.text(column)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(self.fault(format!("{column}: write yes or no, not `{other}`"))),
        }
    }

    pub(super) fn names(&self) -> Result<Names, CountryError> {
        let names = Names::new(self.text("name_sq")?, self.text("name_en")?);
        if names.albanian.is_empty() || names.english.is_empty() {
            return Err(self.fault("a name is missing: give it in both languages"));
        }
        Ok(names)
    }

    pub(super) fn validity(&self) -> Result<Validity, CountryError> {
        let validity = Validity {
            from: self.optional("valid_from", str::parse::<Date>)?,
            until: self.optional("valid_until", str::parse::<Date>)?,
        };
        match (validity.from, validity.until) {
            (Some(from), Some(until)) if until < from => {
                Err(self.fault(format!("it ends on {until}, before it begins on {from}")))
            }
            _ => Ok(validity),
        }
    }
}
