//! Gathering the cells of all tables: what two tables show under one key is one cell, and what they
//! say about it is taken together. It must never drop a statement.

use super::{
    LARGEST,
    cell::{Cell, Kind, Source},
};
use crate::{
    Error,
    table::{Catalogue, CellKey, Entry, Missing, Published, Registry, Table},
};
use rustc_hash::FxHashMap;

/// Cells under construction.
pub(super) struct Gathering {
    pub(super) cells: Vec<Cell>,
    /// For each table, the cell at each position.
    pub(super) at: Vec<FxHashMap<u64, u32>>,
    pub(super) by_key: FxHashMap<CellKey, u32>,
    pub(super) registry: Registry,
    is_linked: bool,
}

impl Gathering {
    pub(super) fn of(catalogue: &Catalogue) -> Result<Self, Error> {
        let is_linked = catalogue.tables().len() > 1
            || !catalogue.relations().is_empty()
            || !catalogue.revisions().is_empty();
        let mut gathering = Self {
            cells: Vec::new(),
            at: Vec::new(),
            by_key: FxHashMap::default(),
            registry: Registry::default(),
            is_linked,
        };
        for (number, table) in catalogue.tables().iter().enumerate() {
            gathering.add_table(number as u32, table, catalogue)?;
        }
        if is_linked {
            gathering.add_unlisted_zeros(catalogue)?;
        }
        Ok(gathering)
    }

    fn add_table(
        &mut self,
        number: u32,
        table: &Table,
        catalogue: &Catalogue,
    ) -> Result<(), Error> {
        let keys = self.registry.table(table);
        let mut at = FxHashMap::default();
        for position in all_positions(table)? {
            let statement = match (table.entry(position), table.missing()) {
                (Some(entry), _) => (*entry, true),
                (None, Missing::Zero) => (EXACT_ZERO, false),
                (None, _) => (UNKNOWN, false),
            };
            let source = Source::Table {
                table: number,
                position,
            };
            let cell = if self.is_linked {
                let key = keys.key(table, position);
                match self.by_key.get(&key) {
                    Some(&cell) => {
                        self.meet(cell, number, statement, catalogue)?;
                        cell
                    }
                    None => {
                        let cell = self.add(source, statement);
                        self.by_key.insert(key, cell);
                        cell
                    }
                }
            } else {
                self.add(source, statement)
            };
            at.insert(position, cell);
        }
        self.at.push(at);
        if self.cells.len() > LARGEST {
            return Err(too_large(table));
        }
        Ok(())
    }

    fn add(&mut self, source: Source, (entry, listed): (Entry, bool)) -> u32 {
        self.cells.push(Cell {
            published: entry.published,
            truth: entry.truth,
            kind: Kind::Count,
            listed,
            source,
            also_in: Vec::new(),
        });
        self.cells.len() as u32 - 1
    }

    /// Adds a cell that no table shows.
    pub(super) fn add_between(&mut self, key: CellKey, published: Published, kind: Kind) -> u32 {
        let entry = Entry {
            published,
            truth: None,
        };
        let cell = self.add(Source::Key(key), (entry, false));
        self.cells[cell as usize].kind = kind;
        cell
    }

    /// Takes a further statement about a cell together with what was said before.
    fn meet(
        &mut self,
        cell: u32,
        table: u32,
        (entry, listed): (Entry, bool),
        catalogue: &Catalogue,
    ) -> Result<(), Error> {
        let known = &mut self.cells[cell as usize];
        let together = both(known.published, entry.published);
        let truths_agree = match (known.truth, entry.truth) {
            (Some(first), Some(second)) => first == second,
            _ => true,
        };
        let Some(published) = together.filter(|_| truths_agree) else {
            let (first, second) = (known.published, entry.published);
            let names = super::label::Names {
                tables: catalogue.tables().into(),
                registry: self.registry.clone(),
            };
            return Err(Error::ContradictoryReleases {
                cell: names.label(&self.cells[cell as usize].source).words,
                first: first.to_string(),
                second: second.to_string(),
            });
        };
        known.published = published;
        known.truth = known.truth.or(entry.truth);
        known.listed |= listed;
        known.also_in.push(table);
        Ok(())
    }

    /// A sparse table says zero about every cell that it could show but does not list; other tables
    /// may show those cells.
    fn add_unlisted_zeros(&mut self, catalogue: &Catalogue) -> Result<(), Error> {
        for (number, table) in catalogue.tables().iter().enumerate() {
            if table.missing() != Missing::Zero {
                continue;
            }
            let keys = self.registry.table(table);
            let said: Vec<(u32, u64)> = self
                .by_key
                .iter()
                .filter_map(|(key, &cell)| Some((cell, keys.position(table, key)?)))
                .filter(|(_, position)| !self.at[number].contains_key(position))
                .collect();
            for (cell, position) in said {
                self.meet(cell, number as u32, (EXACT_ZERO, false), catalogue)?;
                self.at[number].insert(position, cell);
            }
        }
        Ok(())
    }
}

const EXACT_ZERO: Entry = Entry {
    published: Published::Exact(0),
    truth: None,
};

const UNKNOWN: Entry = Entry {
    published: Published::hidden(),
    truth: None,
};

/// What two statements about one cell say together; `None` when they cannot both be true.
fn both(first: Published, second: Published) -> Option<Published> {
    if first == second {
        return Some(first);
    }
    let ((first_low, first_high), (second_low, second_high)) = (first.range(), second.range());
    let low = first_low.max(second_low);
    let high = match (first_high, second_high) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    match (low, high) {
        (Some(low), Some(high)) if low > high => None,
        (Some(low), Some(high)) if low == high => Some(Published::Exact(low)),
        _ if first.range() == (low, high) => Some(first),
        _ if second.range() == (low, high) => Some(second),
        _ => Some(Published::Hidden { low, high }),
    }
}

/// Every position that matters: all combinations where unlisted cells are unknown; the listed ones
/// and all totals above them where unlisted cells are zero or simply not recorded.
fn all_positions(table: &Table) -> Result<Vec<u64>, Error> {
    match table.missing() {
        Missing::Unknown => {
            let count = table.combinations();
            if count > LARGEST as u64 {
                return Err(too_large(table));
            }
            Ok((0..count).collect())
        }
        Missing::Unrecorded => Ok(table.positions()),
        Missing::Zero => {
            let mut positions = table.positions();
            let mut known: rustc_hash::FxHashSet<u64> = positions.iter().copied().collect();
            let mut next = 0;
            while next < positions.len() {
                let position = positions[next];
                for (number, dimension) in table.dimensions().iter().enumerate() {
                    let place = table.place_in(position, number);
                    for group in dimension.groups() {
                        if !group.children.contains(&place) {
                            continue;
                        }
                        let above = table.moved(position, number, group.parent);
                        if known.insert(above) {
                            positions.push(above);
                        }
                    }
                }
                next += 1;
            }
            Ok(positions)
        }
    }
}

fn too_large(table: &Table) -> Error {
    Error::Table {
        table: table.name().to_owned(),
        reason: format!(
            "it has more than {LARGEST} cells; leave out dimensions, or say that cells that are not listed are zero"
        ),
    }
}
