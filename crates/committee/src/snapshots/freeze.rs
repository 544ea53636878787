//! Freezing.

use super::{SnapshotContent, SnapshotFigure, SnapshotWord};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    discrepancies::Standing,
    figures::value_of_columns,
    record,
    situation::Known,
};
use access::{FreezeSnapshot, Permit};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Database, Transaction};
use vocabulary::{Period, PeriodKind};

/// Freezes all that is known of the permit's place in a period: the period itself, and the shorter
/// periods inside it. Gives the snapshot's code, which is printed on everything made from it.
///
/// # Errors
/// When there is nothing to freeze, or the database fails.
#[boxed]
pub async fn snapshot_freeze(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<FreezeSnapshot>,
    period: Period,
    now: Timestamp,
) -> Result<String, CommitteeError> {
    let place = &permit.scope().place;
    let mut periods = vec![period];
    for kind in [PeriodKind::HalfYear, PeriodKind::Quarter, PeriodKind::Month] {
        periods.extend(period.parts(kind));
    }
    let mut transaction = database.begin().await?;
    let mut figures = Vec::new();
    for period in periods {
        for indicator in catalogue.country().indicators() {
            let key = (
                catalogue.indicator(&indicator.code)?,
                catalogue.place(place)?,
            );
            for (breakdown, known) in known(&mut transaction, key, period_number(period)).await? {
                figures.push(SnapshotFigure {
                    indicator: indicator.code.clone(),
                    place: place.clone(),
                    period,
                    breakdown: catalogue.breakdown(breakdown)?,
                    known,
                    words: words(
                        &mut transaction,
                        catalogue,
                        (key.0, key.1, period_number(period), breakdown),
                    )
                    .await?,
                });
            }
        }
    }
    if figures.is_empty() {
        return Err(CommitteeError::Refused("snapshot-empty"));
    }
    figures.sort_by(|one, other| {
        (&one.indicator, &one.place, one.period, &one.breakdown).cmp(&(
            &other.indicator,
            &other.place,
            other.period,
            &other.breakdown,
        ))
    });
    let content = SnapshotContent {
        place: place.clone(),
        period,
        figures,
    };
    let text = content
        .canonical_text()
        .ok_or(CommitteeError::Corrupt("snapshot"))?;
    let hash = content.hash().ok_or(CommitteeError::Corrupt("snapshot"))?;
    let code = format!("{}-{}-{}", place, period, &hash[..8]);
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO snapshot (code, place, period, content, hash, taken_at, account_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.clone())
        .bind(catalogue.place(place)?)
        .bind(period_number(period))
        .bind(text)
        .bind(hash.clone())
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    record(
        &mut transaction,
        permit.actor(),
        "snapshot-frozen",
        &code,
        &hash,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(code)
}

async fn known(
    transaction: &mut Transaction,
    (indicator, place): (i64, i64),
    period: i64,
) -> Result<BTreeMap<i64, Known>, CommitteeError> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT breakdown, standing, low, high, reporters FROM settled_figure
             WHERE place = $1 AND indicator = $2 AND period = $3",
        )
        .bind(place)
        .bind(indicator)
        .bind(period)
        .fetch_all(connection)
    })?;
    Ok(rows
        .into_iter()
        .map(|(breakdown, standing, low, high, reporters)| {
            let standing = Standing::from_number(standing);
            (
                breakdown,
                Known {
                    standing,
                    low,
                    high,
                    reporters,
                    parts: None,
                },
            )
        })
        .collect())
}

async fn words(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    (indicator, place, period, breakdown): (i64, i64, i64, i64),
) -> Result<Vec<SnapshotWord>, CommitteeError> {
    let rows: Vec<(i64, i64, Option<i64>, Option<String>, Option<i64>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT institution, state, number, confidence, rule FROM reported_figure
                 WHERE stage = 1 AND indicator = $1 AND place = $2 AND period = $3
                    AND breakdown = $4",
        )
        .bind(indicator)
        .bind(place)
        .bind(period)
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let used = catalogue.used();
    let mut words = rows
        .into_iter()
        .map(|(institution, state, number, confidence, rule)| {
            Ok(SnapshotWord {
                institution: catalogue.institution_code(institution)?,
                value: value_of_columns(state, number, confidence.as_deref())?,
                counting_rule: rule.and_then(|rule| used.rules.get(&rule).cloned()),
            })
        })
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    words.sort_by(|one, other| one.institution.cmp(&other.institution));
    Ok(words)
}
