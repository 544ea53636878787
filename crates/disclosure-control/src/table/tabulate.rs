//! Counting records into a table with all its totals. It must never list a cell that nobody is in:
//! zeros stay unlisted, which is what keeps large tables small.

use super::{Dimension, Entry, Missing, Published, Table};
use crate::Error;

impl Table {
    /// The table of records, each with one code for every dimension and a count, together with every
    /// total. All counts are exact and true; zeros are not listed but published
    /// ([`Missing::Zero`]).
    ///
    /// # Errors
    /// [`Error::UnknownCode`], [`Error::Cell`] for a negative count or one beyond 2⁶³, and those of
    /// [`Table::new`].
    pub fn tabulate<'a>(
        name: &str,
        dimensions: Vec<Dimension>,
        records: impl IntoIterator<Item = (Vec<&'a str>, i64)>,
    ) -> Result<Self, Error> {
        let mut table = Self::new(name, dimensions, Missing::Zero)?;
        let ancestors: Vec<_> = table
            .dimensions()
            .iter()
            .map(Dimension::ancestors)
            .collect();
        let mut counts = rustc_hash::FxHashMap::<u64, i64>::default();
        for (codes, count) in records {
            let leaf = table.position(&codes)?;
            if count < 0 {
                return Err(Error::Cell {
                    table: name.to_owned(),
                    cell: codes.join(", "),
                    reason: "a count cannot be negative".to_owned(),
                });
            }
            let reached = table.counted_in(&ancestors, leaf);
            for position in reached {
                let sum = counts.entry(position).or_insert(0);
                *sum = sum.checked_add(count).ok_or_else(|| Error::Cell {
                    table: name.to_owned(),
                    cell: codes.join(", "),
                    reason: "the counts add up to more than can be stored".to_owned(),
                })?;
            }
        }
        for (position, count) in counts.into_iter().filter(|&(_, count)| count > 0) {
            table.set_at(
                position,
                Entry {
                    published: Published::Exact(count),
                    truth: Some(count),
                },
            )?;
        }
        Ok(table)
    }

    /// The positions that a record at a position is counted in, its own first. `ancestors` are those
    /// of each dimension ([`Dimension::ancestors`]).
    pub(crate) fn counted_in(&self, ancestors: &[Vec<Vec<u32>>], leaf: u64) -> Vec<u64> {
        let mut reached = vec![leaf];
        for (dimension, above) in ancestors.iter().enumerate() {
            let place = self.place_in(leaf, dimension) as usize;
            reached = reached
                .iter()
                .flat_map(|&position| {
                    above[place]
                        .iter()
                        .map(move |&code| self.moved(position, dimension, code))
                })
                .collect();
        }
        reached
    }
}
