//! Settled figures: what is known of each fact once all institutions and the decisions are set side
//! by side. Derived; can be rebuilt from the reported and the adopted figures at any time.

use super::{Batch, Derivation, Group, number_list};
use crate::{CommitteeError, adoption::Decisions, catalogue::period_number};
use std::collections::{BTreeSet, HashSet};
use store::{BulkInsert, Transaction};

/// Collects settled figures, so that thousands of rows go in few statements.
pub(super) struct Settling {
    rows: BulkInsert,
}

impl Settling {
    pub(super) fn new() -> Self {
        let rows = BulkInsert::new(
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
        Self { rows }
    }

    pub(super) async fn group(
        &mut self,
        transaction: &mut Transaction,
        group: &Group,
        period: i64,
        derivation: &Derivation,
        adopted: &Decisions,
    ) -> Result<(), CommitteeError> {
        for (settled, cell) in derivation.settled.iter().zip(&group.cells) {
            let (mut standing, mut low, mut high) = (settled.standing, settled.low, settled.high);
            let decision = adopted.get(&(period, settled.breakdown));
            if let Some(decision) = decision.filter(|decision| decision.rests_on(cell)) {
                (standing, low, high) = (decision.standing(), decision.low, decision.high);
            }
            self.rows
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
    pub(super) async fn decisions_alone(
        &mut self,
        transaction: &mut Transaction,
        (indicator, place): (i64, i64),
        groups: &[Group],
        adopted: &Decisions,
        wanted: Option<&BTreeSet<i64>>,
    ) -> Result<(), CommitteeError> {
        if adopted.is_empty() {
            return Ok(());
        }
        let reported: HashSet<(i64, i64)> = groups
            .iter()
            .flat_map(|group| {
                let period = period_number(group.period);
                group.cells.iter().map(move |cell| (period, cell.breakdown))
            })
            .collect();
        for ((period, breakdown), decision) in adopted {
            let is_reported = reported.contains(&(*period, *breakdown));
            if is_reported || wanted.is_some_and(|wanted| !wanted.contains(period)) {
                continue;
            }
            self.rows
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

    pub(super) async fn finish(self, transaction: &mut Transaction) -> Result<(), CommitteeError> {
        Ok(self.rows.finish(transaction).await?)
    }
}

/// Settled figures are rebuilt, so that a withdrawn figure leaves none behind.
pub(super) async fn forget_settled(
    transaction: &mut Transaction,
    batch: &Batch,
    periods: &BTreeSet<i64>,
) -> Result<(), CommitteeError> {
    let statement = format!(
        "DELETE FROM settled_figure WHERE place = $1 AND indicator IN ({}) AND period IN ({})",
        batch.indicator_list(),
        number_list(periods)
    );
    store::execute!(
        transaction,
        store::query(store::AssertSqlSafe(statement)).bind(batch.place)
    )?;
    Ok(())
}
