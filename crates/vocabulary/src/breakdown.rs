//! A breakdown: which cell of an indicator a number belongs to, as explicit dimension = term pairs.

use crate::{CodeError, DimensionCode, TermCode};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The dimension = term pairs of one cell. The empty breakdown is the total.
///
/// Its text, `age=child;sex=female`, has the dimensions in alphabetical order, so that two equal
/// breakdowns always have the same text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Breakdown(BTreeMap<DimensionCode, TermCode>);

/// Why a text is not a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BreakdownError {
    /// A part without `=`.
    #[error("`{0}` is not of the form dimension=term")]
    NoTerm(String),
    /// The same dimension twice.
    #[error("the dimension `{0}` is given twice")]
    Twice(DimensionCode),
    /// A dimension or term that is no code.
    #[error(transparent)]
    Code(#[from] CodeError),
}

impl Breakdown {
    /// The total: no dimension at all.
    #[must_use]
    pub fn total() -> Self {
        Self::default()
    }

    /// Reads `dimension=term;dimension=term` in any order; the empty text is the total.
    ///
    /// # Errors
    /// When a part has no `=`, a dimension comes twice or a code is malformed.
    pub fn parse(text: &str) -> Result<Self, BreakdownError> {
        let mut pairs = BTreeMap::new();
        for part in text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (dimension, term) = part
                .split_once('=')
                .ok_or_else(|| BreakdownError::NoTerm(part.to_owned()))?;
            let dimension = DimensionCode::parse(dimension.trim())?;
            let term = TermCode::parse(term.trim())?;
            if pairs.insert(dimension.clone(), term).is_some() {
                return Err(BreakdownError::Twice(dimension));
            }
        }
        Ok(Self(pairs))
    }

    /// The same breakdown with one dimension set (or replaced).
    #[must_use]
    pub fn with(mut self, dimension: DimensionCode, term: TermCode) -> Self {
        self.0.insert(dimension, term);
        self
    }

    /// The same breakdown with one dimension summed over.
    #[must_use]
    pub fn without(mut self, dimension: &DimensionCode) -> Self {
        self.0.remove(dimension);
        self
    }

    /// The term of one dimension, `None` where the breakdown sums over it.
    #[must_use]
    pub fn term(&self, dimension: &str) -> Option<&TermCode> {
        self.0.get(dimension)
    }

    /// All pairs, dimensions in alphabetical order.
    pub fn pairs(&self) -> impl Iterator<Item = (&DimensionCode, &TermCode)> {
        self.0.iter()
    }

    /// The dimensions, in alphabetical order.
    pub fn dimensions(&self) -> impl Iterator<Item = &DimensionCode> {
        self.0.keys()
    }

    /// How many dimensions it fixes; 0 for the total.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Whether this is the total.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Breakdown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (dimension, term)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ";" };
            write!(formatter, "{separator}{dimension}={term}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Breakdown {
    type Error = BreakdownError;
    fn try_from(text: String) -> Result<Self, BreakdownError> {
        Self::parse(&text)
    }
}

impl From<Breakdown> for String {
    fn from(breakdown: Breakdown) -> Self {
        breakdown.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_writing_does_not_matter() {
        let one = Breakdown::parse("sex=female; age=child").unwrap();
        assert_eq!(one.to_string(), "age=child;sex=female");
        assert_eq!(one, Breakdown::parse("age=child;sex=female").unwrap());
        assert!(Breakdown::parse("").unwrap().is_total());
    }

    #[test]
    fn a_dimension_has_one_term() {
        assert!(Breakdown::parse("sex=female;sex=male").is_err());
        assert!(Breakdown::parse("sex").is_err());
    }
}
