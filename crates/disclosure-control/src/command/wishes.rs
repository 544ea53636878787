//! Lists of cells from files: which must be published, which must not. One row for each wish, with
//! the headings of the table; a dimension without a column is taken at its total, and `*` stands for
//! every code. A wish that meets no cell is a mistake, never ignored.

use super::audit::{name, open};
use crate::{Error, System};
use std::{collections::BTreeMap, path::Path};

/// The cells of the system that a file names, among those that may be chosen.
pub(super) fn cells(
    system: &System,
    path: &Path,
    may_choose: impl Fn(usize) -> bool,
) -> Result<Vec<usize>, Error> {
    let file = name(path);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(open(path)?);
    let unreadable = |line: u64, error: &csv::Error| Error::Line {
        file: file.clone(),
        line,
        reason: error.to_string(),
    };
    let headings = reader
        .headers()
        .map_err(|error| unreadable(1, &error))?
        .clone();
    let mut found = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let line = number as u64 + 2;
        let record = record.map_err(|error| unreadable(line, &error))?;
        let wish: BTreeMap<&str, &str> = headings.iter().zip(&record).collect();
        let before = found.len();
        let cells = 0..system.cells().len();
        found.extend(cells.filter(|&cell| may_choose(cell) && meets(system, cell, &wish)));
        if found.len() == before {
            return Err(Error::Line {
                file,
                line,
                reason: "it names no cell of the table that could be chosen; use the headings and codes of the table, and * for every code".to_owned(),
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Whether a cell is one of those wished for.
fn meets(system: &System, cell: usize, wish: &BTreeMap<&str, &str>) -> bool {
    let Some((table, position)) = system.place(cell) else {
        return false;
    };
    let table = &system.tables()[table];
    let is_known = |heading: &&str| {
        let own = table.dimensions().iter().any(|one| one.name() == *heading);
        own || table.context().iter().any(|(name, _)| name == heading)
    };
    let accepts = |asked: Option<&&str>, code: &str, is_default: bool| match asked {
        Some(&asked) => asked == "*" || asked == code,
        None => is_default,
    };
    let codes = table.codes_at(position);
    let is_inside =
        table
            .dimensions()
            .iter()
            .zip(&codes)
            .enumerate()
            .all(|(number, (dimension, code))| {
                let is_total = dimension.total() == Some(table.place_in(position, number));
                accepts(wish.get(dimension.name()), code, is_total)
            });
    let mut context = table.context().iter();
    wish.keys().all(is_known)
        && is_inside
        && context.all(|(name, code)| accepts(wish.get(name.as_str()), code, true))
}
