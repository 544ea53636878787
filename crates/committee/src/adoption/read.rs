//! Reading decisions.

use super::{AdoptedValue, AdoptionInput, AdoptionRule, AdoptionRuleError};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    discrepancies::{Batch, Cell, Standing, inputs_fingerprint},
    figures::{FactKey, require_fact},
    timestamp,
};
use access::{Permit, ReadFigures};
use boxed::boxed;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{Database, Transaction};

/// What a decision was made on, as it is kept with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Basis {
    /// What each institution said.
    pub(super) inputs: Vec<AdoptionInput>,
    /// The hash of all that was said.
    pub(super) fingerprint: String,
}

/// A decision as the comparison of figures needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedState {
    /// The smallest number adopted; `None` where the meeting could not decide.
    pub low: Option<i64>,
    /// The largest.
    pub high: Option<i64>,
    /// Whether a meeting has still to decide.
    pub is_provisional: bool,
    fingerprint: String,
}

impl AdoptedState {
    /// Whether the figures are still those that were decided on.
    #[must_use]
    pub fn rests_on(&self, cell: &Cell) -> bool {
        inputs_fingerprint(cell) == self.fingerprint
    }

    /// Whether it settles a discrepancy: a meeting decided, and came to a number.
    #[must_use]
    pub const fn settles(&self) -> bool {
        !self.is_provisional && self.low.is_some()
    }

    /// How far the fact is known through this decision.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match (self.low, self.is_provisional) {
            (None, _) => Standing::Disputed,
            (_, true) => Standing::Provisional,
            (_, false) => Standing::Adopted,
        }
    }
}

/// The decisions on one indicator in one place, by period and breakdown.
pub(crate) type Decisions = HashMap<(i64, i64), AdoptedState>;

store::row! {
    struct StateColumns {
        indicator: i64,
        period: i64,
        breakdown: i64,
        inputs: String,
        low: Option<i64>,
        high: Option<i64>,
        meeting_id: Option<i64>,
    }
}

/// All decisions of a batch from one period to another, by indicator.
pub(crate) async fn states(
    transaction: &mut Transaction,
    batch: &Batch,
    (first, last): (i64, i64),
) -> Result<HashMap<i64, Decisions>, CommitteeError> {
    let query = format!(
        "SELECT indicator, period, breakdown, inputs, low, high, meeting_id FROM adopted_figure
         WHERE indicator IN ({}) AND place = $1 AND period >= $2 AND period <= $3",
        batch.indicator_list()
    );
    let rows: Vec<StateColumns> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(query))
            .bind(batch.place)
            .bind(first)
            .bind(last)
            .fetch_all(connection)
    })?;
    let mut found: HashMap<i64, Decisions> = HashMap::new();
    for row in rows {
        let basis: Basis = serde_json::from_str(&row.inputs)
            .map_err(|_| CommitteeError::Corrupt("adopted figure"))?;
        let state = AdoptedState {
            low: row.low,
            high: row.high,
            is_provisional: row.meeting_id.is_none(),
            fingerprint: basis.fingerprint,
        };
        let decisions = found.entry(row.indicator).or_default();
        decisions.insert((row.period, row.breakdown), state);
    }
    Ok(found)
}

/// A decision with all that explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedFigure {
    /// How it was made.
    pub rule: AdoptionRule,
    /// From what it was made.
    pub inputs: Vec<AdoptionInput>,
    /// What came out.
    pub value: AdoptedValue,
    /// Why.
    pub reason: String,
    /// The meeting that decided; `None`: provisional.
    pub meeting: Option<i64>,
    /// When it was recorded.
    pub decided_at: Timestamp,
    /// By whom.
    pub account_name: String,
    /// When it was replaced, for a past decision.
    pub superseded_at: Option<Timestamp>,
    fingerprint: String,
}

impl AdoptedFigure {
    /// Makes the value again from the inputs that are kept with it.
    ///
    /// # Errors
    /// When the rule does not fit the inputs, which would mean that the record was altered.
    pub fn recompute(&self) -> Result<AdoptedValue, AdoptionRuleError> {
        self.rule.apply(&self.inputs)
    }

    /// Whether the figures are still those that were decided on.
    #[must_use]
    pub fn rests_on(&self, cell: &Cell) -> bool {
        inputs_fingerprint(cell) == self.fingerprint
    }
}

store::row! {
    struct Columns {
        rule: String,
        inputs: String,
        low: Option<i64>,
        high: Option<i64>,
        reason: String,
        meeting_id: Option<i64>,
        decided_at: i64,
        account_name: String,
        superseded_at: Option<i64>,
    }
}

impl Columns {
    fn figure(self) -> Result<AdoptedFigure, CommitteeError> {
        let corrupt = |_| CommitteeError::Corrupt("adopted figure");
        let basis: Basis = serde_json::from_str(&self.inputs).map_err(corrupt)?;
        Ok(AdoptedFigure {
            rule: serde_json::from_str(&self.rule).map_err(corrupt)?,
            inputs: basis.inputs,
            value: match (self.low, self.high) {
                (Some(low), Some(high)) if low == high => AdoptedValue::Number(low),
                (Some(low), Some(high)) => AdoptedValue::Between(low, high),
                _ => AdoptedValue::Undecided,
            },
            reason: self.reason,
            meeting: self.meeting_id,
            decided_at: timestamp(self.decided_at)?,
            account_name: self.account_name,
            superseded_at: self.superseded_at.map(timestamp).transpose()?,
            fingerprint: basis.fingerprint,
        })
    }
}

/// The decision on a fact, where there is one.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a fact outside the permit's place; when a code is unknown, the
/// database fails or holds something unreadable.
#[boxed]
pub async fn adopted_figure(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadFigures>,
    fact: &FactKey,
) -> Result<Option<AdoptedFigure>, CommitteeError> {
    require_fact(catalogue, permit, fact)?;
    decision(database, catalogue, fact).await
}

/// The same, for a function of this crate that has looked at its permit already.
pub(crate) async fn decision(
    database: &Database,
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Option<AdoptedFigure>, CommitteeError> {
    let Some(numbers) = numbers(catalogue, fact)? else {
        return Ok(None);
    };
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT rule, inputs, low, high, reason, meeting_id, decided_at, account_name,
                NULL AS superseded_at
             FROM adopted_figure
             WHERE indicator = $1 AND place = $2 AND period = $3 AND breakdown = $4",
        )
        .bind(numbers.0)
        .bind(numbers.1)
        .bind(numbers.2)
        .bind(numbers.3)
        .fetch_optional(connection)
    })?;
    row.map(Columns::figure).transpose()
}

/// The decisions on a fact that were replaced, the latest first.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a fact outside the permit's place; when a code is unknown, the
/// database fails or holds something unreadable.
#[boxed]
pub async fn adopted_history(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadFigures>,
    fact: &FactKey,
) -> Result<Vec<AdoptedFigure>, CommitteeError> {
    require_fact(catalogue, permit, fact)?;
    let Some(numbers) = numbers(catalogue, fact)? else {
        return Ok(Vec::new());
    };
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT rule, inputs, low, high, reason, meeting_id, decided_at, account_name,
                superseded_at
             FROM adopted_figure_history
             WHERE indicator = $1 AND place = $2 AND period = $3 AND breakdown = $4
             ORDER BY id DESC",
        )
        .bind(numbers.0)
        .bind(numbers.1)
        .bind(numbers.2)
        .bind(numbers.3)
        .fetch_all(connection)
    })?;
    rows.into_iter().map(Columns::figure).collect()
}

/// The numbers of a fact; `None` for a breakdown that no figure has ever used.
pub(super) fn numbers(
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Option<(i64, i64, i64, i64)>, CommitteeError> {
    let breakdown = catalogue
        .used()
        .breakdown_numbers
        .get(&fact.breakdown)
        .copied();
    let indicator = catalogue.indicator(&fact.indicator)?;
    let place = catalogue.place(&fact.place)?;
    Ok(breakdown.map(|breakdown| (indicator, place, period_number(fact.period), breakdown)))
}
