//! Code lists: the closed sets of answers that a country works with.

use super::Country;
use crate::{DimensionCode, Names, TermCode};

/// One entry of a code list or dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its code, for ever.
    pub code: TermCode,
    /// Its names.
    pub names: Names,
    /// The coarser term that it rolls up into, such as `child` for `0-11`.
    pub parent: Option<TermCode>,
}

/// A dimension by which indicators are broken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its code.
    pub code: DimensionCode,
    /// Its names.
    pub names: Names,
    /// Its terms, in the order in which they are shown.
    pub terms: Vec<Term>,
}

/// A list of codes that is no dimension, such as the reasons of discrepancies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    /// Its name, such as `discrepancy-reason`.
    pub name: String,
    /// Its entries, in order.
    pub terms: Vec<Term>,
}

impl CodeList {
    /// The entry with that code.
    #[must_use]
    pub fn term(&self, code: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.code.as_str() == code)
    }
}

impl Country {
    /// Every dimension.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The dimension with that code.
    #[must_use]
    pub fn dimension(&self, code: &str) -> Option<&Dimension> {
        self.dimensions
            .iter()
            .find(|dimension| dimension.code.as_str() == code)
    }

    /// A term of a dimension.
    #[must_use]
    pub fn term(&self, dimension: &str, term: &str) -> Option<&Term> {
        self.dimension(dimension)?
            .terms
            .iter()
            .find(|one| one.code.as_str() == term)
    }

    /// Every code list that is no dimension.
    #[must_use]
    pub fn code_lists(&self) -> &[CodeList] {
        &self.code_lists
    }

    /// The code list with that name.
    #[must_use]
    pub fn code_list(&self, name: &str) -> Option<&CodeList> {
        self.code_lists.iter().find(|list| list.name == name)
    }
}
