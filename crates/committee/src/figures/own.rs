//! An institution's own word, for its members: exact, and nobody else's beside it.

use super::{FactFigure, FactKey, PastFigure, past_figures, require_fact, submitted_figures};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number, period_of_number},
    figures::value_of_columns,
};
use access::{Permit, ReadReturn};
use boxed::boxed;
use std::collections::HashMap;
use store::Database;
use vocabulary::{IndicatorCode, InstitutionCode, Period, ReportedValue};

/// Whose word a permit lets its holder read.
fn own(permit: &Permit<ReadReturn>) -> Result<&InstitutionCode, CommitteeError> {
    let institution = permit.scope().institution.as_ref();
    institution.ok_or(CommitteeError::NotFound("institution"))
}

/// What the permit's institution has sent in about a fact, and what it said before, the latest first.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a permit without an institution or a fact outside its place; when
/// a code is unknown or the database fails.
#[boxed]
pub async fn own_figure(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadReturn>,
    fact: &FactKey,
) -> Result<(Option<FactFigure>, Vec<PastFigure>), CommitteeError> {
    let own = own(permit)?;
    require_fact(catalogue, permit, fact)?;
    let figures = submitted_figures(database, catalogue, fact).await?;
    let mut past = past_figures(database, catalogue, fact).await?;
    past.retain(|word| word.institution == *own);
    let mut figures = figures.into_iter();
    Ok((figures.find(|figure| figure.institution == *own), past))
}

/// The query behind an institution's own totals; its plan is tested. A total is the breakdown with
/// number 1, what was sent in is stage 1.
pub const OWN_TOTALS: &str = "SELECT period, state, number, confidence FROM reported_figure
 WHERE stage = 1 AND indicator = $1 AND place = $2 AND period >= $3 AND period <= $4
    AND breakdown = 1 AND institution = $5";

/// The totals that the permit's institution has sent in for the permit's place, for every indicator of
/// which it has said anything in these periods, in the order of the package.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a permit without an institution; when the database fails or holds
/// something unreadable.
#[boxed]
pub async fn own_totals(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadReturn>,
    periods: &[Period],
) -> Result<Vec<(IndicatorCode, Vec<Option<ReportedValue>>)>, CommitteeError> {
    let institution = catalogue.institution(own(permit)?)?;
    let place = catalogue.place(&permit.scope().place)?;
    let numbers = periods.iter().map(|period| period_number(*period));
    let (Some(first), Some(last)) = (numbers.clone().min(), numbers.max()) else {
        return Ok(Vec::new());
    };
    let mut totals = Vec::new();
    for indicator in catalogue.country().indicators() {
        let number = catalogue.indicator(&indicator.code)?;
        let rows: Vec<(i64, i64, Option<i64>, Option<String>)> = store::read!(database, connection => {
            store::query_as(OWN_TOTALS)
                .bind(number)
                .bind(place)
                .bind(first)
                .bind(last)
                .bind(institution)
                .fetch_all(connection)
        })?;
        let mut said = HashMap::new();
        for (period, state, number, confidence) in rows {
            if let Some(period) = period_of_number(period) {
                said.insert(
                    period,
                    value_of_columns(state, number, confidence.as_deref())?,
                );
            }
        }
        let line: Vec<Option<ReportedValue>> = periods
            .iter()
            .map(|period| said.get(period).copied())
            .collect();
        if line.iter().any(Option::is_some) {
            totals.push((indicator.code.clone(), line));
        }
    }
    Ok(totals)
}
