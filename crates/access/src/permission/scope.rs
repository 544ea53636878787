//! Where a resource belongs.

use vocabulary::{Country, InstitutionCode, PlaceCode};

/// Where a resource belongs. Whoever asks for a permit fills it from the resource itself, never from
/// what the user sent along with the request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope {
    /// The place that the resource is about.
    pub place: PlaceCode,
    /// The region that the place lies in (a region lies in itself); `None` for the whole country.
    pub region: Option<PlaceCode>,
    /// The institution whose resource it is, or that takes part in it; `None` where it is nobody's
    /// in particular.
    pub institution: Option<InstitutionCode>,
}

impl Scope {
    /// What concerns a place of a country; `None` where the country has no such place.
    #[must_use]
    pub fn of_place(country: &Country, place: &PlaceCode) -> Option<Self> {
        let place = country.place(place.as_str())?.code.clone();
        Some(Self {
            region: country.region_of(&place).map(|region| region.code.clone()),
            place,
            institution: None,
        })
    }

    /// What concerns the whole country.
    #[must_use]
    pub const fn national(country: PlaceCode) -> Self {
        Self {
            place: country,
            region: None,
            institution: None,
        }
    }

    /// What concerns a region.
    #[must_use]
    pub fn regional(region: PlaceCode) -> Self {
        Self {
            place: region.clone(),
            region: Some(region),
            institution: None,
        }
    }

    /// The same, as an institution's.
    #[must_use]
    pub fn of_institution(mut self, institution: InstitutionCode) -> Self {
        self.institution = Some(institution);
        self
    }
}
