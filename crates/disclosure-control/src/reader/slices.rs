//! From rows to tables. A dimension whose total never stands in the file is not added up: each of
//! its codes makes a table of its own. A table with missing rows whose numbers cannot all be parts
//! of its totals is read as incompletely recorded, and that is said; it must never be silent.

use super::{Reading, rows::Rows};
use crate::{
    Attacker, Catalogue, Dimension, Error, Table,
    audit::is_consistent,
    table::{Entry, Missing, Relation},
};
use std::collections::BTreeMap;

/// What a file holds.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Independent tables, one for each combination of codes that are not added up.
    pub tables: Vec<Table>,
    /// Sums over the codes that make tables, from a hierarchy without a total (quarters, half-years).
    pub relations: Vec<Relation>,
    /// What was noticed and went on, in English.
    pub warnings: Vec<String>,
}

/// Builds the tables.
pub(super) fn build(name: &str, rows: &Rows, reading: &Reading) -> Result<Sheet, Error> {
    let links = |dimension: &str| {
        let mut hierarchies = reading.hierarchies.iter();
        hierarchies
            .find(|(named, _)| named == dimension)
            .map(|(_, links)| links)
    };
    for (dimension, _) in &reading.hierarchies {
        if !rows
            .dimensions
            .iter()
            .any(|column| column.name == *dimension)
        {
            return Err(Error::File {
                file: name.to_owned(),
                reason: format!("it has no column \"{dimension}\", for which a hierarchy is given"),
            });
        }
    }
    let has_total: Vec<bool> = rows
        .dimensions
        .iter()
        .map(|column| column.codes.contains(&reading.total))
        .collect();
    if !has_total.contains(&true) {
        return Err(Error::File {
            file: name.to_owned(),
            reason: format!(
                "no dimension has a total called \"{}\", so nothing can be subtracted; name the code of the totals",
                reading.total
            ),
        });
    }
    let mut dimensions = Vec::new();
    let mut relations = Vec::new();
    for (column, &totalled) in rows.dimensions.iter().zip(&has_total) {
        match (links(&column.name), totalled) {
            (Some(links), true) => dimensions.push(hierarchical(name, column, links, reading)?),
            (Some(links), false) => relations.extend(related(&column.name, links)?),
            (None, true) => {
                let parts = column.codes.iter().filter(|code| **code != reading.total);
                let parts: Vec<&str> = parts.map(String::as_str).collect();
                dimensions.push(Dimension::flat(&column.name, &reading.total, parts)?);
            }
            (None, false) => {}
        }
    }
    let mut sheet = Sheet {
        tables: fill(name, rows, reading, &dimensions, &has_total)?,
        relations,
        warnings: Vec::new(),
    };
    for table in &mut sheet.tables {
        if let Some(warning) = settle(table)? {
            sheet.warnings.push(warning);
        }
    }
    Ok(sheet)
}

fn hierarchical(
    name: &str,
    column: &super::rows::Column,
    links: &super::Links,
    reading: &Reading,
) -> Result<Dimension, Error> {
    let pairs = links
        .iter()
        .map(|(child, parent)| (child.as_str(), parent.as_str()));
    let dimension = Dimension::hierarchical(&column.name, &reading.total, pairs)?;
    for (code, &line) in column.codes.iter().zip(&column.lines) {
        if dimension.place(code).is_err() {
            return Err(Error::Line {
                file: name.to_owned(),
                line,
                reason: format!(
                    "\"{code}\" is not in the hierarchy of \"{}\"; add a row with its parent there",
                    column.name
                ),
            });
        }
    }
    Ok(dimension)
}

/// A hierarchy over codes that make tables of their own.
fn related(dimension: &str, links: &super::Links) -> Result<Vec<Relation>, Error> {
    let pairs = links
        .iter()
        .map(|(child, parent)| (child.as_str(), parent.as_str()));
    // Made once to find cycles and double parents.
    Dimension::hierarchical(dimension, "\u{0}", pairs)?;
    let mut parts = BTreeMap::<&str, Vec<String>>::new();
    for (child, parent) in links {
        let parts = parts.entry(parent).or_default();
        if !parts.contains(child) {
            parts.push(child.clone());
        }
    }
    Ok(parts
        .into_iter()
        .map(|(whole, parts)| Relation {
            dimension: dimension.to_owned(),
            whole: whole.to_owned(),
            parts,
        })
        .collect())
}

fn fill(
    name: &str,
    rows: &Rows,
    reading: &Reading,
    dimensions: &[Dimension],
    has_total: &[bool],
) -> Result<Vec<Table>, Error> {
    let mut tables = BTreeMap::<Vec<u32>, Table>::new();
    for (line, codes, published) in &rows.cells {
        let (inside, outside): (Vec<_>, Vec<_>) = codes
            .iter()
            .enumerate()
            .partition(|(place, _)| has_total[*place]);
        let key: Vec<u32> = outside.iter().map(|(_, code)| **code).collect();
        if !tables.contains_key(&key) {
            let mut table = Table::new(name, dimensions.to_vec(), reading.missing)?;
            for (place, code) in &outside {
                let column = &rows.dimensions[*place];
                table = table.about(&column.name, &column.codes[**code as usize]);
            }
            tables.insert(key.clone(), table);
        }
        let table = tables.get_mut(&key).expect("inserted above");
        let words: Vec<&str> = inside
            .iter()
            .map(|(place, code)| rows.dimensions[*place].codes[**code as usize].as_str())
            .collect();
        let position = table.position(&words)?;
        let entry = Entry {
            published: *published,
            truth: None,
        };
        table.set_at(position, entry).map_err(|error| Error::Line {
            file: name.to_owned(),
            line: *line,
            reason: match error {
                Error::Cell { reason, .. } => reason,
                other => other.to_string(),
            },
        })?;
    }
    Ok(tables.into_values().collect())
}

/// Makes sure that the numbers of a table can be true together, if need be by reading it as
/// incompletely recorded.
fn settle(table: &mut Table) -> Result<Option<String>, Error> {
    let alone = |table: &Table| -> Result<(), Error> {
        let mut catalogue = Catalogue::new();
        catalogue.publish(table.clone())?;
        is_consistent(&catalogue.system()?, &Attacker::weak())
    };
    let is_whole = table.positions().len() as u64 == table.combinations();
    match alone(table) {
        Err(fault @ (Error::Inadditive { .. } | Error::Contradiction { .. }))
            if !is_whole && table.missing() == Missing::Unknown =>
        {
            let loose = table.clone().with_missing(Missing::Unrecorded);
            if alone(&loose).is_err() {
                return Err(fault);
            }
            let context: Vec<&str> = table
                .context()
                .iter()
                .map(|(_, code)| code.as_str())
                .collect();
            let warning = format!(
                "{}: read as incompletely recorded, because {fault}",
                if context.is_empty() {
                    table.name().to_owned()
                } else {
                    context.join(", ")
                }
            );
            *table = loose;
            Ok(Some(warning))
        }
        other => other.map(|()| None),
    }
}
