//! The tables that may be published: a small fixed catalogue, because every further table makes
//! the others less safe. National totals by year; one year by region; one year by one dimension.
//! Never a quarter, never two dimensions, never below the region.

use crate::{Figure, Policy, rule};
use committee::{
    Catalogue, CommitteeError,
    catalogue::TOTAL,
    discrepancies::Standing,
    situation::{Known, known_of},
};
use store::Database;
use vocabulary::{Breakdown, DimensionCode, Indicator, Period, PlaceCode, Sensitivity, TermCode};

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// The indicator is not for the public, or the period is not a year.
    #[error("this is not published")]
    NotPublished,
    /// The committee's figures could not be read.
    #[error(transparent)]
    Committee(#[from] CommitteeError),
}

/// A table that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedTable<Head> {
    /// The rows.
    pub rows: Vec<TableRow<Head>>,
    /// Counts below this were hidden.
    pub threshold: i64,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow<Head> {
    /// What the figure is about.
    pub head: Head,
    /// The figure.
    pub figure: Figure,
}

/// Only what is settled leaves: adopted, or the same from two or more institutions. What one
/// institution alone says leaves only for the country, where its publisher has said it already.
fn settled(known: &Known, is_national: bool) -> Option<i64> {
    let is_settled = match known.standing {
        Standing::Adopted | Standing::Agreed => true,
        Standing::SingleSource => is_national && known.parts.is_none(),
        _ => false,
    };
    let is_complete = known.parts.is_none_or(|(present, all)| present == all);
    known.number().filter(|_| is_settled && is_complete)
}

fn check(indicator: &Indicator, periods: &[Period]) -> Result<(), ReleaseError> {
    let are_years = periods.iter().all(|period| {
        matches!(
            period.kind(),
            vocabulary::PeriodKind::Year | vocabulary::PeriodKind::SchoolYear
        )
    });
    if indicator.sensitivity == Sensitivity::Public && are_years {
        Ok(())
    } else {
        Err(ReleaseError::NotPublished)
    }
}

/// The threshold; counts of things that are no people need none.
const fn threshold(indicator: &Indicator, least: i64) -> i64 {
    if indicator.counts_people { least } else { 0 }
}

/// National totals by year.
///
/// # Errors
/// [`ReleaseError::NotPublished`] for what is not in the catalogue of tables.
pub async fn national_years(
    database: &Database,
    catalogue: &Catalogue,
    policy: Policy,
    indicator: &Indicator,
    years: &[Period],
) -> Result<PublishedTable<Period>, ReleaseError> {
    check(indicator, years)?;
    let country = catalogue.country().code();
    let known = known_of(database, catalogue, country, &indicator.code, TOTAL, years).await?;
    let threshold = threshold(indicator, policy.national);
    let rows = years
        .iter()
        .zip(&known)
        .map(|(year, known)| TableRow {
            head: *year,
            figure: rule::alone(settled(known, true), threshold),
        })
        .collect();
    Ok(PublishedTable { rows, threshold })
}

/// One year by region.
///
/// # Errors
/// [`ReleaseError::NotPublished`] for what is not in the catalogue of tables.
pub async fn regions_of_year(
    database: &Database,
    catalogue: &Catalogue,
    policy: Policy,
    indicator: &Indicator,
    year: Period,
) -> Result<PublishedTable<PlaceCode>, ReleaseError> {
    check(indicator, &[year])?;
    let mut places = Vec::new();
    let mut numbers = Vec::new();
    for region in catalogue.country().regions() {
        let known = known_of(
            database,
            catalogue,
            &region.code,
            &indicator.code,
            TOTAL,
            &[year],
        )
        .await?;
        numbers.push(known.first().and_then(|known| settled(known, false)));
        places.push(region.code.clone());
    }
    let threshold = threshold(indicator, policy.regional);
    let figures = rule::parts(&numbers, threshold);
    let rows = places
        .into_iter()
        .zip(figures)
        .map(|(head, figure)| TableRow { head, figure })
        .collect();
    Ok(PublishedTable { rows, threshold })
}

/// One year of the country by one dimension.
///
/// # Errors
/// [`ReleaseError::NotPublished`] for what is not in the catalogue of tables.
pub async fn breakdown_of_year(
    database: &Database,
    catalogue: &Catalogue,
    policy: Policy,
    indicator: &Indicator,
    (dimension, year): (&DimensionCode, Period),
) -> Result<PublishedTable<TermCode>, ReleaseError> {
    check(indicator, &[year])?;
    let country = catalogue.country();
    let terms: Vec<TermCode> = country
        .dimension(dimension.as_str())
        .filter(|_| indicator.dimensions.contains(dimension))
        .ok_or(ReleaseError::NotPublished)?
        .terms
        .iter()
        .filter(|term| term.parent.is_none())
        .map(|term| term.code.clone())
        .collect();
    let used = catalogue.used();
    let mut heads = Vec::new();
    let mut numbers = Vec::new();
    for term in terms {
        let cell = Breakdown::total().with(dimension.clone(), term.clone());
        let Some(cell) = used.breakdown_numbers.get(&cell) else {
            continue;
        };
        let known = known_of(
            database,
            catalogue,
            country.code(),
            &indicator.code,
            *cell,
            &[year],
        )
        .await?;
        let known = known.first().copied().unwrap_or(Known::NOTHING);
        if known.standing == Standing::NotReported {
            continue;
        }
        numbers.push(settled(&known, true));
        heads.push(term);
    }
    let threshold = threshold(indicator, policy.national);
    let figures = rule::parts(&numbers, threshold);
    let rows = heads
        .into_iter()
        .zip(figures)
        .map(|(head, figure)| TableRow { head, figure })
        .collect();
    Ok(PublishedTable { rows, threshold })
}
