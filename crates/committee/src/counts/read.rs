//! Reading back what was handed over, and where it stands.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    figures::{FactFigure, FactKey},
    returns::{InstitutionReturn, ReturnKey, expect_reached, return_find},
    timestamp,
};
use access::{HandOverCount, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::CountedIndicator;

/// A count as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRecord {
    /// When it was counted.
    pub counted_at: Timestamp,
    /// What was counted and what was left out.
    pub indicators: Vec<CountedIndicator>,
}

/// The latest count behind a return; `None` where it was not counted.
pub(crate) async fn of_return(
    database: &Database,
    id: i64,
) -> Result<Option<CountRecord>, CommitteeError> {
    let row: Option<(i64, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT counted_at, content FROM table_count WHERE return_id = $1
             ORDER BY change_id DESC LIMIT 1",
        )
        .bind(id)
        .fetch_optional(connection)
    })?;
    row.map(|(counted_at, content)| {
        let indicators = serde_json::from_str(&content);
        Ok(CountRecord {
            counted_at: timestamp(counted_at)?,
            indicators: indicators.map_err(|_| CommitteeError::Corrupt("count"))?,
        })
    })
    .transpose()
}

/// The count of a figure's indicator, where its institution's figures are counted from cases.
pub(crate) async fn of_figure(
    database: &Database,
    catalogue: &Catalogue,
    (fact, figure): (&FactKey, &FactFigure),
) -> Result<Option<CountedIndicator>, CommitteeError> {
    let country = catalogue.country();
    let institution = country.institution(figure.institution.as_str());
    let is_counted = institution.is_some_and(|one| country.is_counted_kind(&one.kind));
    let Some(id) = figure.change.return_id.filter(|_| is_counted) else {
        return Ok(None);
    };
    let record = of_return(database, id).await?;
    Ok(record.and_then(|record| {
        let mut counted = record.indicators.into_iter();
        counted.find(|one| one.indicator == fact.indicator)
    }))
}

/// The return that a count was handed over as; `None` where none was.
///
/// # Errors
/// [`CommitteeError::NotFound`] outside the permit's scope, or when the database fails.
#[boxed]
pub async fn count_return(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<HandOverCount>,
    key: &ReturnKey,
) -> Result<Option<InstitutionReturn>, CommitteeError> {
    expect_reached(catalogue, permit, key)?;
    let id: Option<i64> = store::read!(database, connection => {
        store::query_scalar(
            "SELECT id FROM institution_return
             WHERE template = $1 AND institution = $2 AND place = $3 AND period = $4",
        )
        .bind(catalogue.template(&key.template)?)
        .bind(catalogue.institution(&key.institution)?)
        .bind(catalogue.place(&key.place)?)
        .bind(period_number(key.period))
        .fetch_optional(connection)
    })?;
    match id {
        Some(id) => return_find(database, catalogue, id).await,
        None => Ok(None),
    }
}
