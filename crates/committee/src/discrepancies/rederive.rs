//! Comparing again: which figures have to be looked at once some of them changed, and one pass over
//! them that leaves register and settled figures up to date.

use super::{Batch, existing::existing, register::Writer, row, settle::forget_settled};
use crate::{
    CommitteeError, adoption,
    catalogue::{Catalogue, period_number, period_of_number},
};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::Transaction;

/// Which figures to compare again.
#[derive(Debug, Clone)]
pub enum Extent {
    /// Those of these indicators, places and periods (by number), and of their neighbouring periods.
    Groups(Vec<(i64, i64, i64)>),
    /// All.
    Everything,
}

/// Compares figures again and brings the register and the settled figures up to date.
///
/// Deterministic: the same figures and decisions always give the same open discrepancies.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn rederive(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    extent: Extent,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let used = catalogue.used();
    let whole = matches!(extent, Extent::Everything);
    let batches = match extent {
        Extent::Groups(groups) => batches_of(groups),
        Extent::Everything => all(transaction).await?,
    };
    if whole {
        store::execute!(transaction, store::query("DELETE FROM settled_figure"))?;
    }
    let mut writer = Writer::new(catalogue, &used, now);
    for batch in &batches {
        // Each wanted period is compared with its own neighbours, and with nothing further away.
        let compared = batch.wanted.as_ref().map(with_neighbours);
        let compared = compared.unwrap_or_default();
        let first = compared.first().copied().unwrap_or(0);
        let last = compared.last().copied().unwrap_or(i64::MAX);
        let reach = (first, last);
        let groups = row::groups(transaction, batch, reach).await?;
        let adopted = adoption::states(transaction, batch, reach).await?;
        let existing = existing(transaction, batch, reach).await?;
        if let Some(wanted) = &batch.wanted {
            forget_settled(transaction, batch, wanted).await?;
        }
        writer
            .batch(transaction, batch, &groups, &adopted, existing)
            .await?;
    }
    writer.finish(transaction).await?;
    store::execute!(
        transaction,
        store::query("UPDATE picture_version SET number = number + 1 WHERE id = 1")
    )?;
    Ok(())
}

fn batches_of(groups: Vec<(i64, i64, i64)>) -> Vec<Batch> {
    let mut series: BTreeMap<(i64, i64), BTreeSet<i64>> = BTreeMap::new();
    for (indicator, place, period) in groups {
        series.entry((place, indicator)).or_default().insert(period);
    }
    let mut alike: BTreeMap<(i64, BTreeSet<i64>), Vec<i64>> = BTreeMap::new();
    for ((place, indicator), periods) in series {
        let wanted = with_neighbours(&periods);
        alike.entry((place, wanted)).or_default().push(indicator);
    }
    alike
        .into_iter()
        .map(|((place, wanted), indicators)| Batch {
            place,
            indicators,
            wanted: Some(wanted),
        })
        .collect()
}

async fn all(transaction: &mut Transaction) -> Result<Vec<Batch>, CommitteeError> {
    let series: Vec<(i64, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT place, indicator FROM reported_figure WHERE stage = 1
             UNION SELECT place, indicator FROM adopted_figure
             UNION SELECT place, indicator FROM discrepancy",
        )
        .fetch_all(connection)
    })?;
    let mut places: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (place, indicator) in series {
        places.entry(place).or_default().push(indicator);
    }
    Ok(places
        .into_iter()
        .map(|(place, indicators)| Batch {
            place,
            indicators,
            wanted: None,
        })
        .collect())
}

/// A copy is found by comparing neighbours, so a changed period makes its neighbours be compared,
/// also when nothing is left in the period itself.
fn with_neighbours(periods: &BTreeSet<i64>) -> BTreeSet<i64> {
    let mut wanted = periods.clone();
    for period in periods.iter().copied().filter_map(period_of_number) {
        let neighbours = [period.previous(), period.next()];
        wanted.extend(neighbours.into_iter().flatten().map(period_number));
    }
    wanted
}
