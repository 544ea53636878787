//! Populations as denominators. There are several for one place and year, they differ by up to a
//! quarter, and a rate is worth nothing without saying which it used.

use super::Country;
use crate::PlaceCode;

/// How many people a source counts in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// The place.
    pub place: PlaceCode,
    /// The year.
    pub year: i16,
    /// Which count it is, such as `census` or `voters`.
    pub basis: String,
    /// How many.
    pub number: i64,
    /// Who says so.
    pub source: String,
    /// What one has to know about it.
    pub note: String,
}

impl Country {
    /// Every population, in the order of the package.
    #[must_use]
    pub fn populations(&self) -> &[Population] {
        &self.populations
    }

    /// A place's population by one basis in one year.
    #[must_use]
    pub fn population(&self, place: &PlaceCode, basis: &str, year: i16) -> Option<&Population> {
        self.populations
            .iter()
            .find(|one| one.place == *place && one.basis == basis && one.year == year)
    }

    /// A place's population nearest to a year, by each basis that there is.
    #[must_use]
    pub fn denominators(&self, place: &PlaceCode, year: i16) -> Vec<&Population> {
        let mut found: Vec<&Population> = Vec::new();
        for one in self.populations.iter().filter(|one| one.place == *place) {
            let distance = |other: &Population| (other.year - year).abs();
            match found.iter_mut().find(|other| other.basis == one.basis) {
                Some(nearest) if distance(one) < distance(nearest) => *nearest = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found
    }
}
