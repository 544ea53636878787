//! Counting records with their keys, and changing the counts. A cell's key is the sum of its records'
//! keys, whatever table it stands in; a change must never depend on anything else.

use super::{KeySpace, PerturbationTable, RecordKey};
use crate::{
    Dimension, Error, Table,
    table::{Entry, Missing, Published},
};
use rustc_hash::FxHashMap;

/// A table of counts with the key of every cell that somebody is in.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// The true counts; cells that are not listed are zeros.
    pub table: Table,
    /// Keys by position.
    pub keys: FxHashMap<u64, RecordKey>,
}

/// A perturbed table.
#[derive(Debug, Clone)]
pub struct Perturbed {
    /// The changed counts. What became zero is not listed, as true zeros are not.
    pub table: Table,
    /// The hash of the table of probabilities that was used.
    pub hash: String,
    /// The largest change.
    pub largest_change: i64,
    /// The number of cells with somebody in them.
    pub cells: usize,
    /// How many of those are changed.
    pub changed: usize,
}

/// Counts records, each with a code for every dimension and its key, into every total.
///
/// # Errors
/// [`Error::UnknownCode`] and those of [`Table::new`].
pub fn tabulate<'a>(
    name: &str,
    dimensions: Vec<Dimension>,
    records: impl IntoIterator<Item = (Vec<&'a str>, RecordKey)>,
    space: KeySpace,
) -> Result<Keyed, Error> {
    let mut table = Table::new(name, dimensions, Missing::Zero)?;
    let ancestors: Vec<_> = table
        .dimensions()
        .iter()
        .map(Dimension::ancestors)
        .collect();
    let mut cells = FxHashMap::<u64, (i64, RecordKey)>::default();
    for (codes, key) in records {
        let leaf = table.position(&codes)?;
        for position in table.counted_in(&ancestors, leaf) {
            let cell = cells.entry(position).or_insert((0, 0));
            *cell = (cell.0 + 1, space.add(cell.1, key));
        }
    }
    let mut keys = FxHashMap::default();
    for (position, (count, key)) in cells {
        let entry = Entry {
            published: Published::Exact(count),
            truth: Some(count),
        };
        table.set_at(position, entry)?;
        keys.insert(position, key);
    }
    Ok(Keyed { table, keys })
}

/// Changes every count by what the table of probabilities says for it and its key.
///
/// # Errors
/// [`Error::Cell`] for a cell without a count or a key.
pub fn perturb(
    keyed: &Keyed,
    probabilities: &PerturbationTable,
    space: KeySpace,
) -> Result<Perturbed, Error> {
    let counts = &keyed.table;
    let mut table = Table::new(counts.name(), counts.dimensions().to_vec(), Missing::Zero)?;
    for (dimension, code) in counts.context() {
        table = table.about(dimension, code);
    }
    let mut perturbed = Perturbed {
        table,
        hash: probabilities.hash(),
        largest_change: 0,
        cells: 0,
        changed: 0,
    };
    for position in counts.positions() {
        let fault = |reason: &str| Error::Cell {
            table: counts.name().to_owned(),
            cell: counts.codes_at(position).join(", "),
            reason: reason.to_owned(),
        };
        let count = match counts.entry(position).map(|entry| entry.published) {
            Some(Published::Exact(count)) => count,
            _ => return Err(fault("it has no count; only counts can be perturbed")),
        };
        if count == 0 {
            continue;
        }
        let key = keyed.keys.get(&position).copied();
        let key =
            key.ok_or_else(|| fault("it has no key; every cell with somebody in it has one"))?;
        let published = probabilities.look_up(count, key, space);
        perturbed.cells += 1;
        perturbed.changed += usize::from(published != count);
        perturbed.largest_change = perturbed.largest_change.max((published - count).abs());
        if published > 0 {
            let entry = Entry {
                published: Published::Exact(published),
                truth: None,
            };
            perturbed.table.set_at(position, entry)?;
        }
    }
    Ok(perturbed)
}
