//! The register of discrepancies: opened, changed, closed and reopened by the program alone, in the
//! same transaction as the figures that cause it.
//!
//! Whatever people add (reasons, notes, decisions) stays with the discrepancy through all of this.

use super::{
    Batch, Comparison, Finding, Group, Significance, Status,
    existing::{Existing, Key, dimension, key_of},
    history::{keep_opening, measure},
    settle::Settling,
};
use crate::{
    CommitteeError,
    adoption::Decisions,
    catalogue::{Catalogue, Used, period_number},
};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use store::{BulkInsert, Transaction};

/// Collects what has to be written, so that thousands of rows go in few statements.
pub(super) struct Writer<'a> {
    catalogue: &'a Catalogue,
    comparison: Comparison<'a>,
    now: Timestamp,
    settling: Settling,
    opened: BulkInsert,
}

impl<'a> Writer<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, used: &'a Used, now: Timestamp) -> Self {
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
            comparison: Comparison::new(catalogue.knowledge(used), Significance::default()),
            now,
            settling: Settling::new(),
            opened,
        }
    }

    /// Brings the register up to date for everything that was read at once.
    pub(super) async fn batch(
        &mut self,
        transaction: &mut Transaction,
        batch: &Batch,
        groups: &[Group],
        adopted: &HashMap<i64, Decisions>,
        mut existing: HashMap<i64, HashMap<Key, Existing>>,
    ) -> Result<(), CommitteeError> {
        let none = Decisions::new();
        for indicator in &batch.indicators {
            let first = groups.partition_point(|group| group.indicator < *indicator);
            let last = groups.partition_point(|group| group.indicator <= *indicator);
            self.series(
                transaction,
                (*indicator, batch.place),
                &groups[first..last],
                adopted.get(indicator).unwrap_or(&none),
                existing.remove(indicator).unwrap_or_default(),
                batch.wanted.as_ref(),
            )
            .await?;
        }
        Ok(())
    }

    async fn series(
        &mut self,
        transaction: &mut Transaction,
        (indicator, place): (i64, i64),
        groups: &[Group],
        adopted: &Decisions,
        mut existing: HashMap<Key, Existing>,
        wanted: Option<&BTreeSet<i64>>,
    ) -> Result<(), CommitteeError> {
        let is_wanted = |period: i64| wanted.is_none_or(|wanted| wanted.contains(&period));
        let derived = self
            .comparison
            .series(groups, |period| is_wanted(period_number(period)));
        for (place_of_group, derivation) in derived {
            let group = &groups[place_of_group];
            let period = period_number(group.period);
            self.settling
                .group(transaction, group, period, &derivation, adopted)
                .await?;
            let decided = decided(group, period, adopted);
            for finding in &derivation.findings {
                match existing.remove(&key_of(finding, period)) {
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
        self.settling
            .decisions_alone(transaction, (indicator, place), groups, adopted, wanted)
            .await?;
        for ((period, ..), known) in existing {
            if is_wanted(period) && known.status != Status::Gone {
                self.close(transaction, &known).await?;
            }
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
                    dimension(finding).into(),
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
            store::query(
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
            store::query("UPDATE discrepancy SET status = $2, changed_at = $3 WHERE id = $1")
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

    pub(super) async fn finish(self, transaction: &mut Transaction) -> Result<(), CommitteeError> {
        self.settling.finish(transaction).await?;
        self.opened.finish(transaction).await?;
        Ok(())
    }
}

/// The cells on which a meeting has decided, on exactly the figures that are there now.
fn decided(group: &Group, period: i64, adopted: &Decisions) -> BTreeSet<i64> {
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
