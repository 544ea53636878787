//! Baselines, milestones and targets of indicators.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number, period_of_number},
    record, written,
};
use access::{Permit, ReadSituation, SetTarget};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{Breakdown, IndicatorCode, Period, PlaceCode, ReportedValue};

/// What kind of mark it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// Where it stood at the start.
    Baseline,
    /// Where it should stand on the way.
    Milestone,
    /// Where it should stand at the end.
    Target,
}

impl TargetKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Milestone, Self::Target];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Milestone => "milestone",
            Self::Target => "target",
        }
    }

    /// The kind with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mark on an indicator's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The place.
    pub place: PlaceCode,
    /// The cell.
    pub breakdown: Breakdown,
    /// What kind of mark.
    pub kind: TargetKind,
    /// For which period.
    pub period: Period,
    /// The number, in the indicator's smallest unit; `None`: still to be established.
    pub number: Option<i64>,
    /// Where it comes from.
    pub source: String,
}

/// Sets a mark, or replaces the one of the same kind and period.
///
/// # Errors
/// When it lies outside the permit's place, has no source, is negative, a target does not lie after
/// the baseline, or the database fails.
#[boxed]
pub async fn target_set(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<SetTarget>,
    target: &Target,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    if !permit.reaches_place(catalogue.country(), &target.place) {
        return Err(CommitteeError::NotFound("place"));
    }
    if target.source.trim().is_empty() {
        return Err(CommitteeError::Refused("target-needs-source"));
    }
    let source = written::open("source", &target.source)?;
    let possible = 0..=ReportedValue::MOST;
    if target
        .number
        .is_some_and(|number| !possible.contains(&number))
    {
        return Err(CommitteeError::Refused("target-negative"));
    }
    let used = catalogue.learn(database, [&target.breakdown], []).await?;
    let breakdown = used.breakdown_numbers.get(&target.breakdown).copied();
    let breakdown = breakdown.ok_or(CommitteeError::Corrupt("breakdown"))?;
    let (indicator, place) = (
        catalogue.indicator(&target.indicator)?,
        catalogue.place(&target.place)?,
    );
    let mut transaction = database.begin().await?;
    let others: Vec<(String, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT kind, period FROM target WHERE place = $1 AND indicator = $2 AND breakdown = $3",
        )
        .bind(place)
        .bind(indicator)
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let is_misplaced = others.into_iter().any(|(kind, period)| {
        let Some(other) = period_of_number(period) else {
            return false;
        };
        match (target.kind, TargetKind::from_code(&kind)) {
            (TargetKind::Baseline, Some(TargetKind::Milestone | TargetKind::Target)) => {
                other <= target.period
            }
            (TargetKind::Milestone | TargetKind::Target, Some(TargetKind::Baseline)) => {
                target.period <= other
            }
            _ => false,
        }
    });
    if is_misplaced {
        return Err(CommitteeError::Refused("target-before-baseline"));
    }
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO target (indicator, place, breakdown, kind, period, number, source, set_at,
                set_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (place, indicator, breakdown, kind, period) DO UPDATE SET
                number = excluded.number, source = excluded.source, set_at = excluded.set_at,
                set_by = excluded.set_by",
        )
        .bind(indicator)
        .bind(place)
        .bind(breakdown)
        .bind(target.kind.code())
        .bind(period_number(target.period))
        .bind(target.number)
        .bind(source)
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    store::execute!(
        transaction,
        store::query("UPDATE picture_version SET number = number + 1 WHERE id = 1")
    )?;
    let subject = format!("{}/{}/{}", target.indicator, target.place, target.period);
    record(
        &mut transaction,
        permit.actor(),
        "target-set",
        &subject,
        &target.number,
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// The marks on one indicator's line in the permit's place, in the order of their periods.
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn target_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSituation>,
    indicator: &IndicatorCode,
) -> Result<Vec<Target>, CommitteeError> {
    let place = &permit.scope().place;
    let rows: Vec<(i64, String, i64, Option<i64>, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT breakdown, kind, period, number, source FROM target
             WHERE place = $1 AND indicator = $2",
        )
        .bind(catalogue.place(place)?)
        .bind(catalogue.indicator(indicator)?)
        .fetch_all(connection)
    })?;
    let mut targets = rows
        .into_iter()
        .map(|(breakdown, kind, period, number, source)| {
            let corrupt = || CommitteeError::Corrupt("target");
            Ok(Target {
                indicator: indicator.clone(),
                place: place.clone(),
                breakdown: catalogue.breakdown(breakdown)?,
                kind: TargetKind::from_code(&kind).ok_or_else(corrupt)?,
                period: period_of_number(period).ok_or_else(corrupt)?,
                number,
                source,
            })
        })
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    targets.sort_by_key(|target| (target.period, target.kind));
    Ok(targets)
}
