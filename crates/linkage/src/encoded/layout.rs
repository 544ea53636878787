//! Where each filter stands in the words of an encoded record.
//!
//! Unsalted features come first, then the salted ones once for each salt. The layout follows from
//! the schema alone; it must be the same at every institution and at the matcher.

use std::ops::Range;

use crate::schema::Schema;

/// One filter of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Index of the feature in the schema.
    pub feature: usize,
    /// Index of the salt, for salted features.
    pub salt: Option<usize>,
    /// The words of the filter within the record.
    pub words: Range<usize>,
}

/// The filters of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    slots: Vec<Slot>,
    width: usize,
}

impl Layout {
    /// The layout of a schema's records.
    #[must_use]
    pub fn of(schema: &Schema) -> Self {
        let salts = (0..schema.salts().len()).map(Some);
        let mut slots = Vec::new();
        let mut width = 0;
        for salt in std::iter::once(None).chain(salts) {
            for (index, feature) in schema.features().iter().enumerate() {
                if feature.salted == salt.is_some() {
                    let words = width..width + feature.words();
                    width = words.end;
                    slots.push(Slot {
                        feature: index,
                        salt,
                        words,
                    });
                }
            }
        }
        Self { slots, width }
    }

    /// The filters in their order; at most 64.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// 64-bit words of one record.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }
}
