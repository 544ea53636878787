//! Reading decisions.

use super::{AdoptedValue, AdoptionInput, AdoptionRule, AdoptionRuleError};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    discrepancies::{Cell, Standing, inputs_fingerprint},
    figures::FactKey,
    timestamp,
};
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

/// All decisions of one indicator and place, by period and breakdown.
///
/// # Errors
/// When the database fails or holds something unreadable.
pub async fn states(
    transaction: &mut Transaction,
    indicator: i64,
    place: i64,
) -> Result<HashMap<(i64, i64), AdoptedState>, CommitteeError> {
    let rows: Vec<(i64, i64, String, Option<i64>, Option<i64>, Option<i64>)> = store::within!(transaction, connection => {
        sqlx::query_as(
            "SELECT period, breakdown, inputs, low, high, meeting_id FROM adopted_figure
             WHERE indicator = $1 AND place = $2",
        )
        .bind(indicator)
        .bind(place)
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(period, breakdown, inputs, low, high, meeting)| {
            let basis: Basis = serde_json::from_str(&inputs)
                .map_err(|_| CommitteeError::Corrupt("adopted figure"))?;
            let state = AdoptedState {
                low,
                high,
                is_provisional: meeting.is_none(),
                fingerprint: basis.fingerprint,
            };
            Ok(((period, breakdown), state))
        })
        .collect()
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

#[derive(sqlx::FromRow)]
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
/// When a code is unknown, the database fails or holds something unreadable.
pub async fn adopted_figure(
    database: &Database,
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Option<AdoptedFigure>, CommitteeError> {
    let Some(numbers) = numbers(catalogue, fact)? else {
        return Ok(None);
    };
    let row: Option<Columns> = store::read!(database, connection => {
        sqlx::query_as(
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
/// When a code is unknown, the database fails or holds something unreadable.
pub async fn adopted_history(
    database: &Database,
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Vec<AdoptedFigure>, CommitteeError> {
    let Some(numbers) = numbers(catalogue, fact)? else {
        return Ok(Vec::new());
    };
    let rows: Vec<Columns> = store::read!(database, connection => {
        sqlx::query_as(
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
