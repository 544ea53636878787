//! Rows of CSV files by the names of their columns, with the line for every complaint.

use crate::country::CountryError;
use crate::{Names, Validity};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// The files of a package.
pub(super) struct Files<'a>(pub(super) &'a dyn Fn(&str) -> Option<String>);

impl Files<'_> {
    pub(super) fn text(&self, file: &'static str) -> Result<String, CountryError> {
        (self.0)(file).ok_or(CountryError::Missing(file))
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
        read: impl Fn(&Row<'_>) -> Result<Item, CountryError>,
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
        for record in reader.records() {
            let record = record.map_err(problem)?;
            let line = record.position().map_or(0, csv::Position::line);
            items.push(read(&Row {
                file,
                line,
                columns: &columns,
                record: &record,
            })?);
        }
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

    pub(super) fn number(&self, column: &str) -> Result<i64, CountryError> {
        self.parsed(column, str::parse::<i64>)
    }

    pub(super) fn names(&self) -> Result<Names, CountryError> {
        let names = Names::new(self.text("name_sq")?, self.text("name_en")?);
        if names.albanian.is_empty() || names.english.is_empty() {
            return Err(self.fault("a name is missing: give it in both languages"));
        }
        Ok(names)
    }

    pub(super) fn validity(&self) -> Result<Validity, CountryError> {
        Ok(Validity {
            from: self.optional("valid_from", str::parse::<Date>)?,
            until: self.optional("valid_until", str::parse::<Date>)?,
        })
    }
}
