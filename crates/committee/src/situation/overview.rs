//! The overview of one place: the last periods of its indicators, and the disputes behind them.

use super::{Known, known_of, lines::totals_of};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
};
use access::{Permit, ReadSituation};
use boxed::boxed;
use std::collections::HashMap;
use store::Database;
use vocabulary::{Breakdown, IndicatorCode, Period, PlaceCode};

/// One indicator's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The place.
    pub place: PlaceCode,
    /// What is known in each period, in the order that was asked for.
    pub known: Vec<(Period, Known)>,
}

impl Series {
    /// The last period's.
    #[must_use]
    pub fn latest(&self) -> Known {
        self.known
            .last()
            .map_or(Known::NOTHING, |(_, known)| *known)
    }

    /// The period's before the last.
    #[must_use]
    pub fn previous(&self) -> Known {
        self.known
            .len()
            .checked_sub(2)
            .map_or(Known::NOTHING, |index| self.known[index].1)
    }
}

/// What one page says about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Every indicator that the place has anything on, in the order of the package.
    pub lines: Vec<Series>,
    /// Open major discrepancies of the last period, by indicator.
    pub disputes: HashMap<IndicatorCode, i64>,
}

/// Reads the overview of the permit's place over some periods, the latest last.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn overview_read(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSituation>,
    periods: &[Period],
) -> Result<Overview, CommitteeError> {
    let place = &permit.scope().place;
    let mut lines = Vec::new();
    for (indicator, known) in totals_of(database, catalogue, place, periods).await? {
        if known.iter().any(|known| known.low.is_some()) {
            lines.push(Series {
                indicator,
                place: place.clone(),
                known: periods.iter().copied().zip(known).collect(),
            });
        }
    }
    let disputes = match periods.last() {
        Some(latest) => disputes(database, catalogue, place, *latest).await?,
        None => HashMap::new(),
    };
    Ok(Overview { lines, disputes })
}

/// The query behind the disputes; its plan is tested. Status 1 is open.
pub const DISPUTES: &str = "SELECT indicator, COUNT(*) FROM discrepancy
 WHERE region = $1 AND status = 1 AND weight >= 1 AND period = $2
 GROUP BY indicator";

async fn disputes(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    period: Period,
) -> Result<HashMap<IndicatorCode, i64>, CommitteeError> {
    let country = catalogue.country();
    let mut regions = vec![catalogue.region(catalogue.place(place)?)];
    if place == country.code() {
        for region in country.regions() {
            regions.push(catalogue.place(&region.code)?);
        }
    }
    let mut counts = HashMap::new();
    for region in regions {
        let rows: Vec<(i64, i64)> = store::read!(database, connection => {
            store::query_as(DISPUTES)
                .bind(region)
                .bind(period_number(period))
                .fetch_all(connection)
        })?;
        for (indicator, count) in rows {
            *counts
                .entry(catalogue.indicator_code(indicator)?)
                .or_insert(0) += count;
        }
    }
    Ok(counts)
}

/// Reads one cell of one indicator in the permit's place, or in a place inside it.
///
/// # Errors
/// When the place lies outside the permit's, a code is unknown or the database fails.
#[boxed]
pub async fn series_read(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSituation>,
    place: &PlaceCode,
    (indicator, breakdown): (&IndicatorCode, &Breakdown),
    periods: &[Period],
) -> Result<Series, CommitteeError> {
    if !permit.reaches_place(catalogue.country(), place) {
        return Err(CommitteeError::NotFound("place"));
    }
    let number = catalogue.used().breakdown_numbers.get(breakdown).copied();
    let known = match number {
        Some(number) => known_of(database, catalogue, place, indicator, number, periods).await?,
        None => vec![Known::NOTHING; periods.len()],
    };
    Ok(Series {
        indicator: indicator.clone(),
        place: place.clone(),
        known: periods.iter().copied().zip(known).collect(),
    })
}
