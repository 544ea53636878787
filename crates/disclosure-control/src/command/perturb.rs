//! `besa table perturb`: counts in, counts changed by cell key out. What comes out does not add up,
//! and the report says so; nothing comes out from which a small count can be told exactly.

use super::{
    audit::{name, open},
    counts::{self, links},
    long,
};
use crate::{
    Dimension, Error, Table,
    cell_key::{self, Design, KeySpace, Keyed, PerturbationTable},
    reader::{Cells, Records},
    table::{Entry, Missing, Published},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Where the probabilities come from.
#[derive(Debug, Clone)]
pub enum Probabilities {
    /// A published table.
    File(PathBuf),
    /// Made from their four numbers.
    Design(Design),
}

/// Where a record's key comes from.
#[derive(Debug, Clone)]
pub enum Keys {
    /// A column of whole numbers, or of fractions such as 0.0625.
    Column {
        /// Its heading.
        heading: String,
        /// Whether whole numbers have 64 bits instead of 32.
        is_wide: bool,
    },
    /// A secret and a column with the record's lasting identifier.
    Secret {
        /// The heading of the identifier.
        heading: String,
        /// The secret.
        secret: [u8; 32],
    },
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct PerturbOptions {
    /// Records, or cells with counts and keys.
    pub file: PathBuf,
    /// What was read out of the file, where it is no CSV.
    pub sheet: Option<Cells>,
    /// The heading of the counts; a file without it holds records.
    pub value: String,
    /// The code of the totals.
    pub total: String,
    /// Dimension and file (child,parent).
    pub hierarchies: Vec<(String, PathBuf)>,
    /// The keys.
    pub keys: Keys,
    /// The probabilities.
    pub probabilities: Probabilities,
    /// Counts from 1 up to this must not be told.
    pub threshold: i64,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct PerturbOutcome {
    /// The perturbed table: long CSV; cells without a row are 0.
    pub csv: String,
    /// The table of probabilities, which belongs to what is published.
    pub probabilities: String,
    /// The report: `cells`, `changed`, `largest_change`, `additive`, `p_table_sha256`, `attack`.
    pub report: Value,
}

/// Perturbs a file.
///
/// # Errors
/// Whatever is wrong with the files or the design; [`Error::Infeasible`] when a reader could still
/// tell a small count.
pub fn perturb(options: &PerturbOptions) -> Result<PerturbOutcome, Error> {
    let (probabilities, other_variance) = match &options.probabilities {
        Probabilities::File(path) => (
            PerturbationTable::read(&name(path), open(path)?)?,
            Vec::new(),
        ),
        Probabilities::Design(design) => {
            let made = design.table()?;
            (made.table, made.other_variance)
        }
    };
    let (keyed, space) = load(options)?;
    let done = cell_key::perturb(&keyed, &probabilities, space)?;
    let attack = cell_key::attack(&keyed.table, &done, &probabilities)?;
    let small = 1..=options.threshold;
    let told: Vec<String> = attack
        .told
        .iter()
        .filter(|(_, count)| small.contains(count))
        .map(|(codes, _)| codes.join(", "))
        .take(5)
        .collect();
    if !told.is_empty() {
        return Err(Error::Infeasible {
            reason: format!(
                "a reader of the published probabilities could still tell {}; allow a larger change, or leave these out",
                told.join("; ")
            ),
        });
    }
    let mut warnings = vec![
        "the cells do not add up to their totals; say so beside the table, and publish the table of probabilities with it".to_owned(),
        "tables that overlap in most of their records can be compared to average the changes out; publish few of them".to_owned(),
    ];
    if !other_variance.is_empty() {
        let counts: Vec<String> = other_variance.iter().map(i64::to_string).collect();
        warnings.push(format!(
            "no distribution with this variance exists for a count of {}; the nearest by greatest entropy is used",
            counts.join(", ")
        ));
    }
    Ok(PerturbOutcome {
        csv: long::csv_of(&done.table, &options.value)?,
        probabilities: probabilities.text(),
        report: json!({
            "method": "cell key",
            "cells": done.cells,
            "changed": done.changed,
            "largest_change": done.largest_change,
            "possible_change": probabilities.largest_change(),
            "additive": false,
            "missing": "zero",
            "p_table_sha256": done.hash,
            "attack": {
                "told": attack.told.len(),
                "cells": attack.cells,
                "complete": attack.is_complete,
            },
            "warnings": warnings,
        }),
    })
}

fn load(options: &PerturbOptions) -> Result<(Keyed, KeySpace), Error> {
    let records = counts::records(&options.file, options.sheet.as_ref())?;
    let hierarchies = links(&options.hierarchies)?;
    records.check_hierarchies(&hierarchies)?;
    let heading = match &options.keys {
        Keys::Column { heading, .. } | Keys::Secret { heading, .. } => heading,
    };
    let key = records.column(heading)?;
    let value = records.find(&options.value);
    let columns: Vec<usize> = (0..records.headings().len())
        .filter(|&column| column != key && Some(column) != value)
        .collect();
    let dimensions = columns
        .iter()
        .map(|&column| records.dimension(column, &options.total, &hierarchies))
        .collect::<Result<Vec<_>, _>>()?;
    let (space, keys) = keys(&records, key, &options.keys)?;
    let Some(value) = value else {
        let rows = records.rows().iter().zip(&keys).map(|(row, &key)| {
            let codes = columns.iter().map(|&column| row.fields[column].as_str());
            (codes.collect(), key)
        });
        let named = name(&options.file);
        return Ok((cell_key::tabulate(&named, dimensions, rows, space)?, space));
    };
    if matches!(options.keys, Keys::Secret { .. }) {
        return Err(Error::File {
            file: name(&options.file),
            reason: format!(
                "it has a column \"{}\", so each row is a cell; keys from a secret need one row for each record",
                options.value
            ),
        });
    }
    let keyed = cells(
        &records,
        &options.file,
        dimensions,
        (&columns, value),
        &keys,
    )?;
    Ok((keyed, space))
}

/// One row for each cell, with its count and its key.
fn cells(
    records: &Records,
    file: &Path,
    dimensions: Vec<Dimension>,
    (columns, value): (&[usize], usize),
    keys: &[u64],
) -> Result<Keyed, Error> {
    let mut keyed = Keyed {
        table: Table::new(&name(file), dimensions, Missing::Zero)?,
        keys: Default::default(),
    };
    for (row, &key) in records.rows().iter().zip(keys) {
        let codes: Vec<&str> = columns
            .iter()
            .map(|&column| row.fields[column].as_str())
            .collect();
        let count = row.fields[value]
            .parse::<i64>()
            .ok()
            .filter(|&count| count >= 0);
        let count = count.ok_or_else(|| {
            let field = &row.fields[value];
            records.fault(
                row.line,
                format!("\"{field}\" is no count; counts are whole numbers from 0 on"),
            )
        })?;
        let position = keyed.table.position(&codes)?;
        let entry = Entry {
            published: Published::Exact(count),
            truth: Some(count),
        };
        keyed
            .table
            .set_at(position, entry)
            .map_err(|error| records.fault(row.line, error.to_string()))?;
        keyed.keys.insert(position, key);
    }
    Ok(keyed)
}

fn keys(records: &Records, column: usize, how: &Keys) -> Result<(KeySpace, Vec<u64>), Error> {
    let fields = || {
        records
            .rows()
            .iter()
            .map(|row| (row.line, row.fields[column].as_str()))
    };
    let is_wide = match how {
        Keys::Column { is_wide, .. } => *is_wide,
        Keys::Secret { secret, .. } => {
            let mut keys = Vec::new();
            let mut seen = rustc_hash::FxHashMap::default();
            for (line, field) in fields() {
                if field.is_empty() {
                    return Err(records.fault(line, "it has no identifier".to_owned()));
                }
                if let Some(first) = seen.insert(field, line) {
                    return Err(records.fault(
                        line,
                        format!(
                            "the identifier stands on line {first} too; every record has its own"
                        ),
                    ));
                }
                keys.push(KeySpace::BITS_32.key_of(secret, field));
            }
            return Ok((KeySpace::BITS_32, keys));
        }
    };
    let decimals =
        fields().filter_map(|(_, field)| field.split_once('.').map(|(_, digits)| digits.len()));
    let space = match decimals.max() {
        Some(digits) => KeySpace::decimal(digits.clamp(4, 18) as u32)?,
        None if is_wide => KeySpace::BITS_64,
        None => KeySpace::BITS_32,
    };
    let keys = fields()
        .map(|(line, field)| {
            space
                .parse(field)
                .map_err(|reason| records.fault(line, reason))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok((space, keys))
}
