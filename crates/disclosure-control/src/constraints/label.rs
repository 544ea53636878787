//! The words for a cell. Labels are for people and for translation; the engines must never compare
//! them.

use super::cell::Source;
use crate::table::{Registry, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a cell is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The first table that shows it; `None` for a cell that no table shows.
    pub table: Option<String>,
    /// Dimension and code, the context first, totals included.
    pub coordinates: Vec<(String, String)>,
    /// The codes without the totals, joined; the totals where there is nothing else.
    pub words: String,
}

/// The names of a system's tables, dimensions and codes.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub(super) tables: std::sync::Arc<[Table]>,
    pub(super) registry: Registry,
}

impl Names {
    pub(super) fn label(&self, source: &Source) -> Label {
        match source {
            Source::Key(key) => {
                let coordinates = self.registry.words(key);
                Label {
                    table: None,
                    words: joined(coordinates.iter().map(|(_, code)| code.as_str())),
                    coordinates,
                }
            }
            Source::Table { table, position } => {
                let table = &self.tables[*table as usize];
                let codes = table.codes_at(*position);
                let own = table
                    .dimensions()
                    .iter()
                    .zip(&codes)
                    .map(|(dimension, code)| (dimension.name().to_owned(), (*code).to_owned()));
                let context = table.context().iter().map(|(_, code)| code.as_str());
                let parts = (0..codes.len()).filter_map(|dimension| {
                    let place = table.place_in(*position, dimension);
                    (table.dimensions()[dimension].total() != Some(place)).then(|| codes[dimension])
                });
                let mut words = joined(context.chain(parts));
                if words.is_empty() {
                    words = joined(codes.iter().copied());
                }
                Label {
                    table: Some(table.name().to_owned()),
                    coordinates: table.context().iter().cloned().chain(own).collect(),
                    words,
                }
            }
        }
    }
}

impl Names {
    pub(super) fn codes(&self, source: &Source) -> BTreeMap<String, String> {
        match source {
            Source::Key(key) => self.registry.words(key).into_iter().collect(),
            Source::Table { table, position } => {
                let table = &self.tables[*table as usize];
                let own = table.dimensions().iter().zip(table.codes_at(*position));
                let own = own
                    .filter(|(dimension, code)| {
                        let total = dimension.total().map(|place| place as usize);
                        total.is_none_or(|place| dimension.codes()[place] != *code)
                    })
                    .map(|(dimension, code)| (dimension.name().to_owned(), code.to_owned()));
                table.context().iter().cloned().chain(own).collect()
            }
        }
    }
}

fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}
