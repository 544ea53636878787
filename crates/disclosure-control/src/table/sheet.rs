//! One table: a name, what it is about (its context), its dimensions and its listed cells.
//!
//! Cells are kept sparsely under one number that encodes all their codes; a table must never hold
//! two contents for one cell.

use super::{Dimension, Entry, Missing, Published};
use crate::Error;
use rustc_hash::FxHashMap;

/// A published table.
#[derive(Debug, Clone)]
pub struct Table {
    name: String,
    context: Vec<(String, String)>,
    dimensions: Vec<Dimension>,
    strides: Vec<u64>,
    missing: Missing,
    cells: FxHashMap<u64, Entry>,
}

impl Table {
    /// An empty table.
    ///
    /// # Errors
    /// [`Error::Table`] without dimensions, with two of one name, or with more than 2⁶² combinations.
    pub fn new(name: &str, dimensions: Vec<Dimension>, missing: Missing) -> Result<Self, Error> {
        let fault = |reason: &str| Error::Table {
            table: name.to_owned(),
            reason: reason.to_owned(),
        };
        if dimensions.is_empty() {
            return Err(fault("it has no dimensions; it needs at least one"));
        }
        let mut strides = Vec::with_capacity(dimensions.len());
        let mut size = 1_u64;
        for (place, dimension) in dimensions.iter().enumerate() {
            if dimensions[..place]
                .iter()
                .any(|other| other.name() == dimension.name())
            {
                return Err(fault(&format!(
                    "two dimensions are called \"{}\"; rename one",
                    dimension.name()
                )));
            }
            strides.push(size);
            size = size
                .checked_mul(dimension.codes().len().max(1) as u64)
                .filter(|&size| size < 1 << 62)
                .ok_or_else(|| fault("it has too many combinations; use fewer dimensions"))?;
        }
        Ok(Self {
            name: name.to_owned(),
            context: Vec::new(),
            dimensions,
            strides,
            missing,
            cells: FxHashMap::default(),
        })
    }

    /// The same table with one more thing that all its cells have in common, such as
    /// `("period", "2006Q1")` or `("statistic", "victims")`. Tables share cells only where their
    /// contexts are the same.
    #[must_use]
    pub fn about(mut self, dimension: &str, code: &str) -> Self {
        self.context.push((dimension.to_owned(), code.to_owned()));
        self
    }

    /// The same table with another meaning of cells that are not listed.
    #[must_use]
    pub fn with_missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// The same counts with nothing published about them yet: what a protection starts from. An
    /// exact value becomes the owner's knowledge; whatever was hidden or rounded is hidden.
    #[must_use]
    pub fn unpublished(mut self) -> Self {
        for entry in self.cells.values_mut() {
            if let Published::Exact(value) = entry.published {
                entry.truth = Some(value);
            }
            entry.published = Published::hidden();
        }
        self
    }

    /// The same table read as rounded: its exact values are multiples near the counts.
    ///
    /// # Errors
    /// [`Error::Option`] for a base below 2 or no step, [`Error::Cell`] for a value that is no
    /// multiple.
    pub fn rounded(mut self, base: i64, steps: i64) -> Result<Self, Error> {
        if base < 2 || steps < 1 {
            return Err(Error::Option {
                option: "base".to_owned(),
                reason: "rounding has a base of 2 or more and at least one step".to_owned(),
            });
        }
        for position in self.positions() {
            let Some(Published::Exact(value)) = self.entry(position).map(|one| one.published)
            else {
                continue;
            };
            if value % base != 0 {
                let reason = format!("{value} is no multiple of {base}");
                return Err(self.cell_fault(position, &reason));
            }
            let published = Published::Rounded { value, base, steps };
            self.cells.insert(
                position,
                Entry {
                    published,
                    truth: None,
                },
            );
        }
        Ok(self)
    }

    /// Says what is published about a cell; codes in the order of the dimensions.
    ///
    /// # Errors
    /// [`Error::UnknownCode`]; [`Error::Cell`] when it was said before or is impossible.
    pub fn set(&mut self, codes: &[&str], published: Published) -> Result<(), Error> {
        let position = self.position(codes)?;
        self.set_at(
            position,
            Entry {
                published,
                truth: None,
            },
        )
    }

    /// Says what is published about a cell and what the owner knows.
    ///
    /// # Errors
    /// As [`Self::set`]; also [`Error::Cell`] when the truth is not among what is published.
    pub fn set_true(
        &mut self,
        codes: &[&str],
        published: Published,
        truth: i64,
    ) -> Result<(), Error> {
        let position = self.position(codes)?;
        self.set_at(
            position,
            Entry {
                published,
                truth: Some(truth),
            },
        )
    }

    /// As [`Self::set`] for a position from [`Self::position`].
    ///
    /// # Errors
    /// [`Error::Cell`] when the cell was set before or its content is impossible.
    pub fn set_at(&mut self, position: u64, entry: Entry) -> Result<(), Error> {
        self.check(position, entry)?;
        if self.cells.insert(position, entry).is_some() {
            return Err(self.cell_fault(position, "it stands twice in the table; keep one"));
        }
        Ok(())
    }

    /// Replaces what is published about a cell that is listed already.
    ///
    /// # Errors
    /// [`Error::Cell`] when it is not listed or the content is impossible.
    pub fn replace_at(&mut self, position: u64, published: Published) -> Result<(), Error> {
        let truth = match self.cells.get(&position) {
            Some(entry) => entry.truth,
            None => return Err(self.cell_fault(position, "it is not in the table")),
        };
        let entry = Entry { published, truth };
        self.check(position, entry)?;
        self.cells.insert(position, entry);
        Ok(())
    }

    fn check(&self, position: u64, entry: Entry) -> Result<(), Error> {
        if let Some(truth) = entry.truth
            && !entry.published.admits(truth)
        {
            return Err(self.cell_fault(
                position,
                "what is published about it does not admit its true count",
            ));
        }
        let impossible = match entry.published {
            Published::Exact(value) => (value < 0).then_some("a count cannot be negative"),
            Published::Hidden {
                low: Some(low),
                high: Some(high),
            } => (low > high).then_some("its low is above its high"),
            Published::Hidden { .. } => None,
            Published::Rounded { base, steps, value } => {
                (base < 2 || steps < 1 || value % base != 0 || value < 0)
                    .then_some("a rounded value is a multiple, from 0 on, of a base from 2 on")
            }
        };
        impossible.map_or(Ok(()), |reason| Err(self.cell_fault(position, reason)))
    }

    /// The number under which a cell is kept.
    ///
    /// # Errors
    /// [`Error::UnknownCode`]; [`Error::Cell`] when there are not as many codes as dimensions.
    pub fn position(&self, codes: &[&str]) -> Result<u64, Error> {
        if codes.len() != self.dimensions.len() {
            return Err(Error::Cell {
                table: self.name.clone(),
                cell: codes.join(", "),
                reason: format!("it needs {} codes", self.dimensions.len()),
            });
        }
        let places = self
            .dimensions
            .iter()
            .zip(codes)
            .map(|(dimension, code)| dimension.place(code))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(self.position_of(&places))
    }

    /// The number under which the cell with these code places is kept.
    #[must_use]
    pub fn position_of(&self, places: &[u32]) -> u64 {
        places
            .iter()
            .zip(&self.strides)
            .map(|(&place, &stride)| u64::from(place) * stride)
            .sum()
    }

    /// The place of a cell's code in one dimension.
    #[must_use]
    pub fn place_in(&self, position: u64, dimension: usize) -> u32 {
        let size = self.dimensions[dimension].codes().len().max(1) as u64;
        ((position / self.strides[dimension]) % size) as u32
    }

    /// The position of the cell that differs in one dimension.
    #[must_use]
    pub fn moved(&self, position: u64, dimension: usize, place: u32) -> u64 {
        let stride = self.strides[dimension];
        position - u64::from(self.place_in(position, dimension)) * stride
            + u64::from(place) * stride
    }

    /// The codes of a cell, in the order of the dimensions.
    #[must_use]
    pub fn codes_at(&self, position: u64) -> Vec<&str> {
        (0..self.dimensions.len())
            .map(|dimension| {
                let place = self.place_in(position, dimension) as usize;
                self.dimensions[dimension].codes()[place].as_str()
            })
            .collect()
    }

    /// What is listed at a position.
    #[must_use]
    pub fn entry(&self, position: u64) -> Option<&Entry> {
        self.cells.get(&position)
    }

    /// The positions of all listed cells, ascending.
    #[must_use]
    pub fn positions(&self) -> Vec<u64> {
        let mut positions: Vec<u64> = self.cells.keys().copied().collect();
        positions.sort_unstable();
        positions
    }

    /// The number of combinations of codes, listed or not.
    #[must_use]
    pub fn combinations(&self) -> u64 {
        self.dimensions
            .iter()
            .map(|dimension| dimension.codes().len().max(1) as u64)
            .product()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What all cells have in common.
    #[must_use]
    pub fn context(&self) -> &[(String, String)] {
        &self.context
    }

    /// The dimensions.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// What a cell that is not listed stands for.
    #[must_use]
    pub const fn missing(&self) -> Missing {
        self.missing
    }

    fn cell_fault(&self, position: u64, reason: &str) -> Error {
        Error::Cell {
            table: self.name.clone(),
            cell: self.codes_at(position).join(", "),
            reason: reason.to_owned(),
        }
    }
}
