//! The parts of a number: the quarters of a year, the regions of a country. What a number was added up
//! from, each with its own figures, files and decisions behind it.

use super::{Known, known_of};
use crate::{CommitteeError, catalogue::Catalogue, figures::FactKey};
use access::{Permit, ReadSituation};
use boxed::boxed;
use store::Database;
use vocabulary::{OverTime, Period, PeriodKind, PlaceCode};

/// One part of a fact: the same cell of the same indicator in a shorter period or a smaller place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The fact that the part is.
    pub fact: FactKey,
    /// What is known of it.
    pub known: Known,
}

/// The parts of one fact, as far as anything is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Every part of the longest kind that anybody told anything of, the earliest first: of a year its
    /// half years, its quarters or its months. Empty where the indicator does not run on over time.
    pub over_time: Vec<Part>,
    /// Every region, of a country; empty where the indicator does not add up over places.
    pub over_places: Vec<Part>,
}

/// Reads the parts of a fact in the permit's place, or in a place inside it.
///
/// # Errors
/// When the place lies outside the permit's, a code is unknown or the database fails.
#[boxed]
pub async fn parts_read(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSituation>,
    fact: &FactKey,
) -> Result<Parts, CommitteeError> {
    let country = catalogue.country();
    if !permit.reaches_place(country, &fact.place) {
        return Err(CommitteeError::NotFound("place"));
    }
    let Some(breakdown) = catalogue
        .used()
        .breakdown_numbers
        .get(&fact.breakdown)
        .copied()
    else {
        return Ok(Parts::default());
    };
    let regions = if fact.place == *country.code() {
        country.regions().len()
    } else {
        0
    };
    let definition = country.indicator(fact.indicator.as_str());
    let read = async |place: &PlaceCode, periods: &[Period]| {
        let indicator = &fact.indicator;
        known_of(database, catalogue, place, indicator, breakdown, periods).await
    };
    let mut parts = Parts::default();
    if definition.is_some_and(|one| one.over_time != OverTime::None) {
        for kind in [PeriodKind::HalfYear, PeriodKind::Quarter, PeriodKind::Month] {
            let periods = fact.period.parts(kind);
            let known = read(&fact.place, &periods).await?;
            if known.iter().any(|one| is_told(one, regions)) {
                let each = periods.into_iter().zip(known);
                parts.over_time = each
                    .map(|(period, known)| Part {
                        fact: FactKey {
                            period,
                            ..fact.clone()
                        },
                        known,
                    })
                    .collect();
                break;
            }
        }
    }
    if regions > 0 && definition.is_some_and(|one| one.additive_across_places) {
        for region in country.regions() {
            let known = read(&region.code, &[fact.period]).await?;
            parts.over_places.push(Part {
                fact: FactKey {
                    place: region.code.clone(),
                    ..fact.clone()
                },
                known: known.first().copied().unwrap_or(Known::NOTHING),
            });
        }
        if parts.over_places.iter().all(|one| one.known.low.is_none()) {
            parts.over_places.clear();
        }
    }
    Ok(parts)
}

/// Whether anybody told it for this very period: it was not added up from shorter ones. A country's may
/// have been added up from its `regions`.
fn is_told(known: &Known, regions: usize) -> bool {
    let is_over_places = |(_, all): (u32, u32)| all as usize == regions;
    known.low.is_some() && known.parts.is_none_or(is_over_places)
}
