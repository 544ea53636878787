//! Files of people or of innermost counts, for the methods that count by themselves. Rows that hold a
//! total are passed over: it is reckoned anew.

use super::audit::{name, open};
use crate::{
    Dimension, Error,
    reader::{self, Cells, Links, Records},
};
use std::path::{Path, PathBuf};

/// A file, and which of its columns are dimensions.
pub(super) struct Counts {
    pub(super) records: Records,
    columns: Vec<usize>,
    value: Option<usize>,
    total: String,
    pub(super) dimensions: Vec<Dimension>,
}

impl Counts {
    /// Reads a file: one row for each record, or for each innermost cell where there is a column with
    /// values. The columns named in `besides` are no dimensions.
    pub(super) fn read(
        (path, sheet): (&Path, Option<&Cells>),
        (value, total): (&str, &str),
        hierarchies: &[(String, PathBuf)],
        besides: &[&str],
    ) -> Result<Self, Error> {
        let records = records(path, sheet)?;
        let hierarchies = links(hierarchies)?;
        records.check_hierarchies(&hierarchies)?;
        let besides = besides
            .iter()
            .map(|heading| records.column(heading))
            .collect::<Result<Vec<_>, _>>()?;
        let value = records.find(value);
        let columns: Vec<usize> = (0..records.headings().len())
            .filter(|column| !besides.contains(column) && Some(*column) != value)
            .collect();
        let dimensions = columns
            .iter()
            .map(|&column| records.dimension(column, total, &hierarchies))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            records,
            columns,
            value,
            total: total.to_owned(),
            dimensions,
        })
    }

    /// For each record that is no total its number, its codes and its count.
    pub(super) fn rows(&self) -> Result<Vec<(usize, Vec<&str>, i64)>, Error> {
        let mut rows = Vec::new();
        for (number, row) in self.records.rows().iter().enumerate() {
            let codes: Vec<&str> = self
                .columns
                .iter()
                .map(|&column| row.fields[column].as_str())
                .collect();
            if codes.contains(&self.total.as_str()) {
                continue;
            }
            let count = match self.value {
                None => 1,
                Some(value) => {
                    let field = row.fields[value].as_str();
                    let count = field.parse::<i64>().ok().filter(|&count| count >= 0);
                    count.ok_or_else(|| {
                        self.records.fault(
                            row.line,
                            format!("\"{field}\" is no count; counts are whole numbers from 0 on"),
                        )
                    })?
                }
            };
            rows.push((number, codes, count));
        }
        Ok(rows)
    }
}

/// The rows of a file, or of what was read out of it.
pub(super) fn records(path: &Path, sheet: Option<&Cells>) -> Result<Records, Error> {
    match sheet {
        Some(cells) => Records::of_cells(&name(path), cells),
        None => Records::read(&name(path), open(path)?),
    }
}

/// Hierarchies from their files.
pub(super) fn links(files: &[(String, PathBuf)]) -> Result<Vec<(String, Links)>, Error> {
    files
        .iter()
        .map(|(dimension, path)| {
            let links = reader::read_links(&name(path), open(path)?)?;
            Ok((dimension.clone(), links))
        })
        .collect()
}
