//! Which count a figure is about, and which counts a registered table shows.

use serde::{Deserialize, Serialize};
use vocabulary::{
    Breakdown, Country, IndicatorCode, Period, PlaceCode, TermCode,
    country::{Audience, RegisteredTable},
};

/// Which count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellKey {
    /// What is counted.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// When.
    pub period: Period,
    /// Which part.
    pub breakdown: Breakdown,
}

/// The term that stands for whom no term is known.
pub(crate) const UNKNOWN: &str = "unknown";

/// The places of a table: of the country, of its regions, or of the places in one region. `None`
/// where the table is not released for that place.
#[must_use]
pub fn places_of(
    country: &Country,
    table: &RegisteredTable,
    place: &PlaceCode,
    period: Period,
) -> Option<Vec<PlaceCode>> {
    let is_country = place == country.code();
    if table.audience == Audience::Members {
        let found = country.place(place.as_str())?;
        return (found.level == country.committee_level()).then(|| vec![place.clone()]);
    }
    let own_level = |code: &PlaceCode| country.place(code.as_str()).map(|one| one.level.as_str());
    if own_level(country.code()) == Some(table.level.as_str()) {
        return is_country.then(|| vec![place.clone()]);
    }
    if table.level == country.committee_level() {
        let regions = country.regions().into_iter();
        return is_country.then(|| regions.map(|one| one.code.clone()).collect());
    }
    let is_region = own_level(place) == Some(country.committee_level());
    let parts = country.children(place, period.last_day(), Some(&table.level));
    let codes = parts.into_iter().map(|one| one.code.clone());
    is_region.then(|| codes.collect())
}

/// Whether a table is released for the whole country at once, or for each region by itself.
#[must_use]
pub fn is_national(country: &Country, table: &RegisteredTable) -> bool {
    if table.audience == Audience::Members {
        return false;
    }
    let own = country.place(country.code().as_str());
    own.is_some_and(|own| own.level == table.level) || table.level == country.committee_level()
}

/// All counts of a table, in the order in which they are shown. Without its dimension where that
/// was left out.
pub(crate) fn cells_of(
    country: &Country,
    table: &RegisteredTable,
    (place, period): (&PlaceCode, Period),
    with_dimension: bool,
) -> Option<Vec<CellKey>> {
    let places = places_of(country, table, place, period)?;
    if period.kind() != table.period {
        return None;
    }
    let mut periods = vec![period];
    periods.extend(table.parts.iter().flat_map(|kind| period.parts(*kind)));
    let breakdowns = breakdowns(table, with_dimension);
    let mut cells = Vec::new();
    for indicator in &table.indicators {
        for place in &places {
            for period in &periods {
                for breakdown in &breakdowns {
                    cells.push(CellKey {
                        indicator: indicator.clone(),
                        place: place.clone(),
                        period: *period,
                        breakdown: breakdown.clone(),
                    });
                }
            }
        }
    }
    Some(cells)
}

fn breakdowns(table: &RegisteredTable, with_dimension: bool) -> Vec<Breakdown> {
    let mut all = vec![Breakdown::total()];
    if let Some(dimension) = table.dimension.as_ref().filter(|_| with_dimension) {
        let of = |term: &TermCode| Breakdown::total().with(dimension.clone(), term.clone());
        all.extend(table.terms.iter().map(of));
    }
    all
}
