//! What a cell is about, independent of the table that shows it: its codes other than totals, and
//! its context. Two tables show the same cell exactly when the keys are equal.

use super::Table;
use rustc_hash::FxHashMap;

/// Numbers of (dimension, code), ascending.
pub(crate) type CellKey = Box<[(u32, u32)]>;

/// Gives every dimension and every code of a catalogue a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Registry {
    dimensions: FxHashMap<String, u32>,
    names: Vec<String>,
    codes: FxHashMap<(u32, String), u32>,
    texts: Vec<String>,
}

impl Registry {
    /// The number of a dimension.
    pub(crate) fn dimension(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.dimensions.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.dimensions.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// The number of a code.
    pub(crate) fn code(&mut self, dimension: u32, text: &str) -> u32 {
        *self
            .codes
            .entry((dimension, text.to_owned()))
            .or_insert_with(|| {
                self.texts.push(text.to_owned());
                self.texts.len() as u32 - 1
            })
    }

    /// A key in words.
    pub(crate) fn words(&self, key: &[(u32, u32)]) -> Vec<(String, String)> {
        key.iter()
            .map(|&(dimension, code)| {
                (
                    self.names[dimension as usize].clone(),
                    self.texts[code as usize].clone(),
                )
            })
            .collect()
    }

    /// How to turn the positions of one table into keys, and back.
    pub(crate) fn table(&mut self, table: &Table) -> TableKeys {
        let mut context: Vec<(u32, u32)> = table
            .context()
            .iter()
            .map(|(name, code)| {
                let dimension = self.dimension(name);
                (dimension, self.code(dimension, code))
            })
            .collect();
        context.sort_unstable();
        let columns = table
            .dimensions()
            .iter()
            .map(|dimension| {
                let number = self.dimension(dimension.name());
                let codes = dimension
                    .codes()
                    .iter()
                    .enumerate()
                    .map(|(place, code)| {
                        (dimension.total() != Some(place as u32)).then(|| self.code(number, code))
                    })
                    .collect();
                (number, codes)
            })
            .collect();
        TableKeys { context, columns }
    }
}

/// The numbers of one table's context and codes; a total has none.
pub(crate) struct TableKeys {
    context: Vec<(u32, u32)>,
    columns: Vec<(u32, Vec<Option<u32>>)>,
}

impl TableKeys {
    /// The key of a position.
    pub(crate) fn key(&self, table: &Table, position: u64) -> CellKey {
        let mut key = self.context.clone();
        for (place, (dimension, codes)) in self.columns.iter().enumerate() {
            if let Some(code) = codes[table.place_in(position, place) as usize] {
                key.push((*dimension, code));
            }
        }
        key.sort_unstable();
        key.into_boxed_slice()
    }

    /// The position that the table has for a key, if it can show that cell at all.
    pub(crate) fn position(&self, table: &Table, key: &[(u32, u32)]) -> Option<u64> {
        let in_context = self.context.iter().all(|pair| key.contains(pair));
        if !in_context {
            return None;
        }
        let mut used = self.context.len();
        let mut places = Vec::with_capacity(self.columns.len());
        for (place, (dimension, codes)) in self.columns.iter().enumerate() {
            let wanted = key.iter().find(|pair| pair.0 == *dimension);
            let found = match wanted {
                Some(&(_, code)) => {
                    used += 1;
                    codes.iter().position(|&known| known == Some(code))? as u32
                }
                None => table.dimensions()[place].total()?,
            };
            places.push(found);
        }
        (used == key.len()).then(|| table.position_of(&places))
    }
}
