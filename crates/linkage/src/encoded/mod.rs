//! An encoded list: all that ever leaves an institution in a linkage round.
//!
//! It holds filters, keyed hashes of national numbers, row numbers, which filters are empty, and
//! a header that says which round, key and schema made it. It must carry no other field of the
//! list, and nothing that tells a decoy from a true encoding.

mod file;
mod layout;

pub use layout::{Layout, Slot};

use crate::error::Error;
use crate::key::RoundId;
use crate::schema::Schema;

/// A keyed hash of a national number.
pub(crate) type NumberHash = [u8; 16];

/// An encoded list.
#[derive(Debug, Clone, PartialEq)]
pub struct EncodedList {
    pub(crate) name: String,
    pub(crate) round: RoundId,
    pub(crate) check_value: [u8; 16],
    pub(crate) schema: Schema,
    pub(crate) layout: Layout,
    pub(crate) rows: u32,
    pub(crate) records: Records,
}

/// The records of an encoded list, column by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Records {
    /// The row of the list, counted from 1 below the header; decoys share it with a true encoding.
    pub(crate) row: Vec<u32>,
    /// Which slots hold a filter, slot 0 in the lowest bit.
    pub(crate) present: Vec<u64>,
    /// The filters, record after record.
    pub(crate) words: Vec<u64>,
    /// The keyed hash of the national number, where the schema has one.
    pub(crate) number: Vec<Option<NumberHash>>,
}

impl Records {
    /// Appends all records of `other`.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.row.append(&mut other.row);
        self.present.append(&mut other.present);
        self.words.append(&mut other.words);
        self.number.append(&mut other.number);
    }
}

impl EncodedList {
    /// The name of the list.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rows of the list, each of them one person.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The encodings in it, decoys included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.row.len()
    }

    /// Whether it holds no encodings; never true for a list that was read or encoded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.row.is_empty()
    }

    /// The round it belongs to.
    #[must_use]
    pub fn round(&self) -> &RoundId {
        &self.round
    }

    /// The check value of its key, which tells files of two keys apart and nothing else.
    #[must_use]
    pub fn check_value(&self) -> [u8; 16] {
        self.check_value
    }

    /// The schema it was encoded with.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The layout of its records.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The words of one encoding (0-based), laid out as [`Layout`] says. This is what a thief of
    /// the file sees.
    ///
    /// # Panics
    /// If there is no such encoding.
    #[must_use]
    pub fn words(&self, record: usize) -> &[u64] {
        let width = self.layout.width();
        &self.records.words[record * width..(record + 1) * width]
    }

    /// Which slots of one encoding (0-based) hold a filter, slot 0 in the lowest bit.
    ///
    /// # Panics
    /// If there is no such encoding.
    #[must_use]
    pub fn present(&self, record: usize) -> u64 {
        self.records.present[record]
    }

    /// The row number of one encoding (0-based), counted from 1 below the header of the list.
    ///
    /// # Panics
    /// If there is no such encoding.
    #[must_use]
    pub fn row(&self, record: usize) -> u32 {
        self.records.row[record]
    }

    /// Whether the two lists may be compared.
    ///
    /// # Errors
    /// [`Error::OtherRound`], [`Error::OtherKey`] or [`Error::OtherSchema`], in this order;
    /// [`Error::SameList`] if both have one name.
    pub fn check_against(&self, other: &Self) -> Result<(), Error> {
        let names = || (self.name.clone(), other.name.clone());
        if self.round != other.round {
            let (first, second) = names();
            return Err(Error::OtherRound {
                first,
                first_round: self.round.to_string(),
                second,
                second_round: other.round.to_string(),
            });
        }
        if !bool::from(subtle::ConstantTimeEq::ct_eq(
            &self.check_value[..],
            &other.check_value[..],
        )) {
            let (first, second) = names();
            return Err(Error::OtherKey { first, second });
        }
        if self.schema.canonical_json() != other.schema.canonical_json() {
            let (first, second) = names();
            return Err(Error::OtherSchema { first, second });
        }
        if self.name == other.name {
            return Err(Error::SameList(self.name.clone()));
        }
        Ok(())
    }
}
