//! The register of discrepancies: opened, changed, closed and reopened by the program alone, in the
//! same transaction as the figures that cause it.
//!
//! Whatever people add (reasons, notes, decisions) stays with the discrepancy through all of this.

use super::{Derivation, Finding, Group, Significance, derive, row};
use crate::{
    CommitteeError,
    adoption::{self, AdoptedState},
    catalogue::{Catalogue, Used, period_number, period_of_number},
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{BulkInsert, Transaction};

/// What happened to a discrepancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Nobody has settled it.
    Open,
    /// A meeting adopted a figure on exactly these inputs.
    Resolved,
    /// The figures agree now.
    Gone,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Open, Self::Resolved, Self::Gone];

    /// The number under which the database keeps it.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Resolved => 2,
            Self::Gone => 3,
        }
    }

    /// The status with that number; an unknown number reads as open, the safe side.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        match number {
            2 => Self::Resolved,
            3 => Self::Gone,
            _ => Self::Open,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Gone => "gone",
        }
    }

    /// The status with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

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
pub async fn rederive(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    extent: Extent,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let used = catalogue.used();
    let whole = matches!(extent, Extent::Everything);
    let series = match extent {
        Extent::Groups(groups) => {
            let mut series: BTreeMap<(i64, i64), Option<BTreeSet<i64>>> = BTreeMap::new();
            for (indicator, place, period) in groups {
                series
                    .entry((indicator, place))
                    .or_insert_with(|| Some(BTreeSet::new()))
                    .get_or_insert_default()
                    .insert(period);
            }
            series
        }
        Extent::Everything => all_series(transaction).await?,
    };
    if whole {
        store::execute!(transaction, sqlx::query("DELETE FROM settled_figure"))?;
    }
    let mut writer = Writer::new(catalogue, &used, now);
    for ((indicator, place), periods) in series {
        let wanted = periods.map(|periods| with_neighbours(&periods));
        // Each wanted period is compared with its own neighbours, and with nothing further away.
        let compared = wanted.as_ref().map(with_neighbours).unwrap_or_default();
        let first = compared.first().copied().unwrap_or(0);
        let last = compared.last().copied().unwrap_or(i64::MAX);
        let groups = row::series(transaction, (indicator, place), (first, last)).await?;
        let adopted = adoption::states(transaction, indicator, place).await?;
        let existing = existing(transaction, indicator, place).await?;
        if let Some(wanted) = &wanted {
            forget_settled(transaction, indicator, place, wanted).await?;
        }
        writer
            .series(
                transaction,
                (indicator, place),
                &groups,
                &adopted,
                existing,
                wanted.as_ref(),
            )
            .await?;
    }
    writer.finish(transaction).await?;
    store::execute!(
        transaction,
        sqlx::query("UPDATE picture_version SET number = number + 1 WHERE id = 1")
    )?;
    Ok(())
}

async fn all_series(
    transaction: &mut Transaction,
) -> Result<BTreeMap<(i64, i64), Option<BTreeSet<i64>>>, CommitteeError> {
    let figures: Vec<(i64, i64)> = store::within!(transaction, connection => {
        sqlx::query_as("SELECT DISTINCT indicator, place FROM reported_figure WHERE stage = 1")
            .fetch_all(connection)
    })?;
    let found: Vec<(i64, i64)> = store::within!(transaction, connection => {
        sqlx::query_as("SELECT DISTINCT indicator, place FROM discrepancy").fetch_all(connection)
    })?;
    Ok(figures
        .into_iter()
        .chain(found)
        .map(|key| (key, None))
        .collect())
}

/// Settled figures are rebuilt, so that a withdrawn figure leaves none behind.
async fn forget_settled(
    transaction: &mut Transaction,
    indicator: i64,
    place: i64,
    periods: &BTreeSet<i64>,
) -> Result<(), CommitteeError> {
    for period in periods {
        store::execute!(
            transaction,
            sqlx::query(
                "DELETE FROM settled_figure WHERE place = $1 AND indicator = $2 AND period = $3",
            )
            .bind(place)
            .bind(indicator)
            .bind(period)
        )?;
    }
    Ok(())
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

/// What tells one discrepancy from another inside a series.
type Key = (i64, i64, i64, i64, String);

struct Existing {
    id: i64,
    status: Status,
    fingerprint: String,
    settled_fingerprint: Option<String>,
    times_reopened: i64,
}

#[derive(sqlx::FromRow)]
struct ExistingRow {
    id: i64,
    period: i64,
    breakdown: i64,
    kind: i64,
    institution: i64,
    dimension: String,
    status: i64,
    fingerprint: String,
    settled_fingerprint: Option<String>,
    times_reopened: i64,
}

async fn existing(
    transaction: &mut Transaction,
    indicator: i64,
    place: i64,
) -> Result<HashMap<Key, Existing>, CommitteeError> {
    let rows: Vec<ExistingRow> = store::within!(transaction, connection => {
        sqlx::query_as(
            "SELECT id, period, breakdown, kind, institution, dimension, status, fingerprint,
                settled_fingerprint, times_reopened
             FROM discrepancy WHERE indicator = $1 AND place = $2",
        )
        .bind(indicator)
        .bind(place)
        .fetch_all(connection)
    })?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                (
                    row.period,
                    row.breakdown,
                    row.kind,
                    row.institution,
                    row.dimension,
                ),
                Existing {
                    id: row.id,
                    status: Status::from_number(row.status),
                    fingerprint: row.fingerprint,
                    settled_fingerprint: row.settled_fingerprint,
                    times_reopened: row.times_reopened,
                },
            )
        })
        .collect())
}

/// Collects what has to be written, so that thousands of rows go in few statements.
struct Writer<'a> {
    catalogue: &'a Catalogue,
    used: &'a Used,
    now: Timestamp,
    settled: BulkInsert,
    opened: BulkInsert,
}

impl<'a> Writer<'a> {
    fn new(catalogue: &'a Catalogue, used: &'a Used, now: Timestamp) -> Self {
        let settled = BulkInsert::new(
            "settled_figure",
            &[
                "place",
                "indicator",
                "breakdown",
                "period",
                "standing",
                "low",
                "high",
                "reporters",
            ],
            "ON CONFLICT (place, indicator, breakdown, period) DO UPDATE SET
                standing = excluded.standing, low = excluded.low, high = excluded.high,
                reporters = excluded.reporters",
        );
        let opened = BulkInsert::new(
            "discrepancy",
            &[
                "kind",
                "indicator",
                "place",
                "period",
                "breakdown",
                "institution",
                "dimension",
                "region",
                "status",
                "weight",
                "low",
                "high",
                "reporters",
                "rule_differences",
                "other_period",
                "fingerprint",
                "opened_at",
                "changed_at",
                "times_reopened",
            ],
            "",
        );
        Self {
            catalogue,
            used,
            now,
            settled,
            opened,
        }
    }

    async fn series(
        &mut self,
        transaction: &mut Transaction,
        (indicator, place): (i64, i64),
        groups: &[Group],
        adopted: &HashMap<(i64, i64), AdoptedState>,
        mut existing: HashMap<Key, Existing>,
        wanted: Option<&BTreeSet<i64>>,
    ) -> Result<(), CommitteeError> {
        let is_wanted = |period: i64| wanted.is_none_or(|wanted| wanted.contains(&period));
        for group in groups {
            let period = period_number(group.period);
            if !is_wanted(period) {
                continue;
            }
            let neighbour = |period: Option<vocabulary::Period>| {
                groups.iter().find(|other| Some(other.period) == period)
            };
            let neighbours = [
                neighbour(group.period.previous()),
                neighbour(group.period.next()),
            ];
            let knowledge = self.catalogue.knowledge(self.used);
            let derivation = derive(group, neighbours, &knowledge, Significance::default());
            self.settle(transaction, group, period, &derivation, adopted)
                .await?;
            let decided = decided(group, period, adopted);
            for finding in &derivation.findings {
                let key = (
                    period,
                    finding.breakdown,
                    finding.kind.number(),
                    finding.institution.unwrap_or(0),
                    finding
                        .dimension
                        .as_ref()
                        .map_or(String::new(), ToString::to_string),
                );
                match existing.remove(&key) {
                    Some(known) => {
                        let is_decided = decided.contains(&finding.breakdown);
                        self.change(transaction, &known, finding, is_decided)
                            .await?;
                    }
                    None => {
                        self.open(transaction, (indicator, place), period, finding)
                            .await?
                    }
                }
            }
        }
        self.settle_decisions_alone(transaction, (indicator, place), groups, adopted, wanted)
            .await?;
        for ((period, ..), known) in existing {
            if is_wanted(period) && known.status != Status::Gone {
                self.close(transaction, &known).await?;
            }
        }
        Ok(())
    }

    async fn settle(
        &mut self,
        transaction: &mut Transaction,
        group: &Group,
        period: i64,
        derivation: &Derivation,
        adopted: &HashMap<(i64, i64), AdoptedState>,
    ) -> Result<(), CommitteeError> {
        for (settled, cell) in derivation.settled.iter().zip(&group.cells) {
            let (mut standing, mut low, mut high) = (settled.standing, settled.low, settled.high);
            let decision = adopted.get(&(period, settled.breakdown));
            if let Some(decision) = decision.filter(|decision| decision.rests_on(cell)) {
                (standing, low, high) = (decision.standing(), decision.low, decision.high);
            }
            self.settled
                .push(
                    transaction,
                    [
                        group.place.into(),
                        group.indicator.into(),
                        settled.breakdown.into(),
                        period.into(),
                        standing.number().into(),
                        low.into(),
                        high.into(),
                        i64::from(settled.reporters).into(),
                    ],
                )
                .await?;
        }
        Ok(())
    }

    /// A decision on a fact that no institution reports stands all the same.
    async fn settle_decisions_alone(
        &mut self,
        transaction: &mut Transaction,
        (indicator, place): (i64, i64),
        groups: &[Group],
        adopted: &HashMap<(i64, i64), AdoptedState>,
        wanted: Option<&BTreeSet<i64>>,
    ) -> Result<(), CommitteeError> {
        for ((period, breakdown), decision) in adopted {
            let is_reported = groups.iter().any(|group| {
                period_number(group.period) == *period
                    && group.cells.iter().any(|cell| cell.breakdown == *breakdown)
            });
            if is_reported || wanted.is_some_and(|wanted| !wanted.contains(period)) {
                continue;
            }
            self.settled
                .push(
                    transaction,
                    [
                        place.into(),
                        indicator.into(),
                        (*breakdown).into(),
                        (*period).into(),
                        decision.standing().number().into(),
                        decision.low.into(),
                        decision.high.into(),
                        0i64.into(),
                    ],
                )
                .await?;
        }
        Ok(())
    }

    async fn open(
        &mut self,
        transaction: &mut Transaction,
        (indicator, place): (i64, i64),
        period: i64,
        finding: &Finding,
    ) -> Result<(), CommitteeError> {
        let now = self.now.as_microsecond();
        let (low, high) = ends(finding);
        self.opened
            .push(
                transaction,
                [
                    finding.kind.number().into(),
                    indicator.into(),
                    place.into(),
                    period.into(),
                    finding.breakdown.into(),
                    finding.institution.unwrap_or(0).into(),
                    finding
                        .dimension
                        .as_ref()
                        .map_or(String::new(), ToString::to_string)
                        .into(),
                    self.catalogue.region(place).into(),
                    Status::Open.number().into(),
                    finding.weight.number().into(),
                    low.into(),
                    high.into(),
                    i64::from(finding.reporters).into(),
                    rule_differences(finding).into(),
                    finding.other_period.map(period_number).into(),
                    finding.fingerprint.as_str().into(),
                    now.into(),
                    now.into(),
                    0i64.into(),
                ],
            )
            .await?;
        Ok(())
    }

    async fn change(
        &self,
        transaction: &mut Transaction,
        known: &Existing,
        finding: &Finding,
        is_decided: bool,
    ) -> Result<(), CommitteeError> {
        // Resolved holds exactly as long as the inputs are those that were decided on.
        let holds =
            is_decided && known.settled_fingerprint.as_deref() == Some(&finding.fingerprint);
        let status = if holds {
            Status::Resolved
        } else {
            Status::Open
        };
        if known.fingerprint == finding.fingerprint && known.status == status {
            return Ok(());
        }
        let reopened = i64::from(known.status != Status::Open && status == Status::Open);
        let (low, high) = ends(finding);
        keep_opening(transaction, known.id).await?;
        store::execute!(
            transaction,
            sqlx::query(
                "UPDATE discrepancy SET status = $2, weight = $3, low = $4, high = $5,
                    reporters = $6, rule_differences = $7, other_period = $8, fingerprint = $9,
                    changed_at = $10, times_reopened = $11 WHERE id = $1",
            )
            .bind(known.id)
            .bind(status.number())
            .bind(finding.weight.number())
            .bind(low)
            .bind(high)
            .bind(i64::from(finding.reporters))
            .bind(rule_differences(finding))
            .bind(finding.other_period.map(period_number))
            .bind(finding.fingerprint.clone())
            .bind(self.now.as_microsecond())
            .bind(known.times_reopened + reopened)
        )?;
        measure(
            transaction,
            known.id,
            status,
            low,
            high,
            &finding.fingerprint,
            self.now,
        )
        .await
    }

    async fn close(
        &self,
        transaction: &mut Transaction,
        known: &Existing,
    ) -> Result<(), CommitteeError> {
        keep_opening(transaction, known.id).await?;
        store::execute!(
            transaction,
            sqlx::query("UPDATE discrepancy SET status = $2, changed_at = $3 WHERE id = $1")
                .bind(known.id)
                .bind(Status::Gone.number())
                .bind(self.now.as_microsecond())
        )?;
        measure(
            transaction,
            known.id,
            Status::Gone,
            None,
            None,
            "",
            self.now,
        )
        .await
    }

    async fn finish(self, transaction: &mut Transaction) -> Result<(), CommitteeError> {
        self.settled.finish(transaction).await?;
        self.opened.finish(transaction).await?;
        Ok(())
    }
}

/// The cells on which a meeting has decided, on exactly the figures that are there now.
fn decided(
    group: &Group,
    period: i64,
    adopted: &HashMap<(i64, i64), AdoptedState>,
) -> BTreeSet<i64> {
    group
        .cells
        .iter()
        .filter(|cell| {
            adopted
                .get(&(period, cell.breakdown))
                .is_some_and(|decision| decision.settles() && decision.rests_on(cell))
        })
        .map(|cell| cell.breakdown)
        .collect()
}

fn ends(finding: &Finding) -> (Option<i64>, Option<i64>) {
    (
        finding.range.map(|range| range.0),
        finding.range.map(|range| range.1),
    )
}

fn rule_differences(finding: &Finding) -> String {
    let codes: Vec<&str> = finding
        .rule_differences
        .iter()
        .map(|aspect| aspect.code())
        .collect();
    codes.join(" ")
}

/// Makes the opening the first point of the history, before the first change overwrites it.
async fn keep_opening(transaction: &mut Transaction, id: i64) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO discrepancy_measure (discrepancy_id, at, status, low, high, fingerprint)
             SELECT id, opened_at, status, low, high, fingerprint FROM discrepancy
             WHERE id = $1 AND NOT EXISTS
                (SELECT 1 FROM discrepancy_measure WHERE discrepancy_id = $1)",
        )
        .bind(id)
    )?;
    Ok(())
}

/// Adds one point to the history of the spread.
pub(super) async fn measure(
    transaction: &mut Transaction,
    discrepancy: i64,
    status: Status,
    low: Option<i64>,
    high: Option<i64>,
    fingerprint: &str,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO discrepancy_measure (discrepancy_id, at, status, low, high, fingerprint)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(discrepancy)
        .bind(now.as_microsecond())
        .bind(status.number())
        .bind(low)
        .bind(high)
        .bind(fingerprint.to_owned())
    )?;
    Ok(())
}
