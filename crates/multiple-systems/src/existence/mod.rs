//! Does the maximum likelihood estimate of a model exist, and is it the only one?
//!
//! Fienberg & Rinaldo (2012): it exists when some table with a count above zero in every cell that
//! remains has the margins of the data; it is unique when the design has full column rank. Both
//! are decided in whole numbers. A floating-point tolerance must never decide here: a peer's test
//! `objective == 0` on a floating-point programme, or `mean > 1e-9`, gives wrong answers on real
//! data.

mod exact;
mod modular;
mod number;

use crate::loglinear::Design;
use serde::{Serialize, Serializer};

/// The verdict, with the codes of Chan, Silverman & Vincent (2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Existence {
    /// Code 0: the estimate exists and is unique.
    Unique,
    /// Code 1: no estimate exists, even with effects at −∞.
    Missing,
    /// Code 2: an estimate exists but others are as good.
    Ambiguous,
    /// Code 3: neither.
    MissingAndAmbiguous,
}

impl Existence {
    /// The code 0 to 3.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Unique => 0,
            Self::Missing => 1,
            Self::Ambiguous => 2,
            Self::MissingAndAmbiguous => 3,
        }
    }

    const fn of(exists: bool, unique: bool) -> Self {
        match (exists, unique) {
            (true, true) => Self::Unique,
            (false, true) => Self::Missing,
            (true, false) => Self::Ambiguous,
            (false, false) => Self::MissingAndAmbiguous,
        }
    }
}

impl Serialize for Existence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.code())
    }
}

/// Decides for `design` and the `counts` it was made from.
///
/// Nearly always the columns of the cells in which people were seen have full rank; then every
/// other cell can be given a little and taken back from those, which proves both properties. That
/// rank is found modulo a prime: full rank there is full rank. Otherwise an exact linear programme
/// over what the seen cells do not span decides.
#[must_use]
pub fn assess(design: &Design, counts: &[u64]) -> Existence {
    if modular::seen_cells_span(design, counts) {
        return Existence::Unique;
    }
    let decided = exact::decide::<i128>(design, counts);
    let (exists, unique) = decided.unwrap_or_else(|| {
        exact::decide::<num_bigint::BigInt>(design, counts)
            .expect("numbers of any size cannot overflow")
    });
    Existence::of(exists, unique)
}
