//! `besa table anonymise`: records of a pooled national file in, records in which nobody stands out
//! out. Nothing comes out that was not counted again.

use super::{
    audit::name,
    counts::{links, records},
    long,
};
use crate::{
    Error,
    anonymous_records::{self, Asked},
    reader::Cells,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The fewest periods that must be pooled.
const LEAST_PERIODS: usize = 3;

/// What is asked.
#[derive(Debug, Clone)]
pub struct AnonymiseOptions {
    /// The records, one for each person.
    pub file: PathBuf,
    /// What was read out of the file, where it is no CSV.
    pub sheet: Option<Cells>,
    /// The code of the totals in hierarchies.
    pub total: String,
    /// Column and file (child,parent).
    pub hierarchies: Vec<(String, PathBuf)>,
    /// The heading of the periods, which are pooled and not told.
    pub time: String,
    /// Columns that are not told.
    pub without: Vec<String>,
    /// How.
    pub asked: Asked,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct AnonymiseOutcome {
    /// The records that may be handed out: CSV.
    pub csv: String,
    /// The report, for the owner: `k`, `smallest_group`, `records`, `left_out`, `levels`, `pooled`.
    pub report: Value,
}

/// Anonymises a file.
///
/// # Errors
/// Whatever is wrong with the files; [`Error::Infeasible`] for too few records or periods, or where
/// nothing would be told.
pub fn anonymise(options: &AnonymiseOptions) -> Result<AnonymiseOutcome, Error> {
    let records = records(&options.file, options.sheet.as_ref())?;
    let hierarchies = links(&options.hierarchies)?;
    records.check_hierarchies(&hierarchies)?;
    let time = records.column(&options.time)?;
    let mut untold = vec![time];
    for heading in &options.without {
        untold.push(records.column(heading)?);
    }
    let mut periods: Vec<&str> = records
        .rows()
        .iter()
        .map(|row| row.fields[time].as_str())
        .collect();
    periods.sort_unstable();
    periods.dedup();
    if periods.len() < LEAST_PERIODS {
        return Err(Error::Infeasible {
            reason: format!(
                "the file holds {} different values of \"{}\", and records are handed out only with {LEAST_PERIODS} or more pooled: within one year too much else is known of people",
                periods.len(),
                options.time
            ),
        });
    }
    let columns: Vec<usize> = (0..records.headings().len())
        .filter(|column| !untold.contains(column))
        .collect();
    if columns.is_empty() {
        return Err(Error::File {
            file: name(&options.file),
            reason: "no column is left to be told".to_owned(),
        });
    }
    let dimensions = columns
        .iter()
        .map(|&column| records.dimension(column, &options.total, &hierarchies))
        .collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<Vec<&str>> = records
        .rows()
        .iter()
        .map(|row| {
            let fields = columns.iter().map(|&column| row.fields[column].as_str());
            fields.collect()
        })
        .collect();
    let done = anonymous_records::anonymise(&dimensions, &rows, options.asked)?;
    let headings: Vec<String> = columns
        .iter()
        .map(|&column| records.headings()[column].clone())
        .collect();
    let levels: serde_json::Map<String, Value> = headings
        .iter()
        .zip(&done.levels)
        .map(|(heading, level)| (heading.clone(), json!(level)))
        .collect();
    let report = json!({
        "method": "k-anonymity by generalisation",
        "k": options.asked.k,
        "smallest_group": done.smallest_group,
        "records": done.rows.len(),
        "left_out": done.left_out,
        "levels": levels,
        "pooled": periods,
        "warnings": [
            "hand out one such file of these people, once: two files of them can be put side by side",
            "how many records were left out is for the owner alone",
        ],
    });
    let mut lines = vec![headings];
    lines.extend(done.rows);
    Ok(AnonymiseOutcome {
        csv: long::csv_rows(&lines)?,
        report,
    })
}
