//! One return as its page shows it: cells, changes since the last approval, steps.

use super::{InstitutionReturn, identity::expect_reached, return_find};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    counts::{self, CountRecord},
    figures::{Stage, value_of_columns},
    timestamp,
};
use access::{Permit, ReadReturn};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::HashMap;
use store::Database;
use vocabulary::{Breakdown, CountingRule, IndicatorCode, Names, ReportedValue};

/// One cell of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnCell {
    /// The section of the template that it stands in.
    pub section: Names,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The breakdown.
    pub breakdown: Breakdown,
    /// Whether the return is incomplete without it.
    pub is_required: bool,
    /// What the institution has entered and not sent in.
    pub draft: Option<ReportedValue>,
    /// What it has sent in.
    pub submitted: Option<ReportedValue>,
    /// The rule that it stated, where it is not the indicator's.
    pub counting_rule: Option<CountingRule>,
    /// Its remark.
    pub comment: Option<String>,
    /// What it had sent in at the last approval, where that was something else: `Some(None)` where
    /// it had said nothing.
    pub changed_since_approval: Option<Option<ReportedValue>>,
}

impl ReturnCell {
    /// What the page shows: the draft where there is one.
    #[must_use]
    pub fn shown(&self) -> Option<ReportedValue> {
        self.draft.or(self.submitted)
    }
}

/// One step in the life of the return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnEvent {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub account_name: String,
    /// The step's code.
    pub step: String,
    /// The state's code after it.
    pub to_state: String,
    /// The version.
    pub version: i64,
    /// Why.
    pub reason: Option<String>,
    /// The meeting that decided.
    pub meeting: Option<i64>,
}

/// The whole file of one return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFile {
    /// How it stands.
    pub record: InstitutionReturn,
    /// Its cells, in the order of the template.
    pub cells: Vec<ReturnCell>,
    /// Its steps, the first first.
    pub events: Vec<ReturnEvent>,
    /// The count that it was handed over as, where it came through the gate.
    pub count: Option<CountRecord>,
}

/// Opens the file of a return. Drafts are shown to the institution itself alone.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none, or none in the permit's scope.
#[boxed]
pub async fn return_open(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadReturn>,
    id: i64,
) -> Result<ReturnFile, CommitteeError> {
    let found = return_find(database, catalogue, id)
        .await?
        .ok_or(CommitteeError::NotFound("return"))?;
    expect_reached(catalogue, permit, &found.key)?;
    let is_own = permit.actor().institution() == Some(&found.key.institution);
    let drafts = if is_own {
        values(database, catalogue, &found, Stage::Draft).await?
    } else {
        HashMap::new()
    };
    let submitted = values(database, catalogue, &found, Stage::Submitted).await?;
    let approved = approved(database, catalogue, &found, &submitted).await?;
    let template = catalogue
        .country()
        .template(found.key.template.as_str())
        .ok_or(CommitteeError::Corrupt("template"))?;
    let used = catalogue.used();
    let mut cells = Vec::new();
    for section in &template.sections {
        for row in &section.rows {
            let breakdown = used
                .breakdown_numbers
                .get(&row.breakdown)
                .copied()
                .unwrap_or_default();
            let key = (catalogue.indicator(&row.indicator)?, breakdown);
            let (draft, sent) = (drafts.get(&key), submitted.get(&key));
            let shown = draft.or(sent);
            cells.push(ReturnCell {
                section: section.names.clone(),
                indicator: row.indicator.clone(),
                breakdown: row.breakdown.clone(),
                is_required: row.is_required,
                draft: draft.map(|value| value.value),
                submitted: sent.map(|value| value.value),
                counting_rule: shown
                    .and_then(|value| value.rule)
                    .and_then(|rule| used.rules.get(&rule).cloned()),
                comment: shown.and_then(|value| value.comment.clone()),
                changed_since_approval: approved.get(&key).copied(),
            });
        }
    }
    let events = events(database, id).await?;
    Ok(ReturnFile {
        record: found,
        cells,
        events,
        count: counts::of_return(database, id).await?,
    })
}

struct Value {
    value: ReportedValue,
    rule: Option<i64>,
    comment: Option<String>,
    change: i64,
}

store::row! {
    struct Columns {
        breakdown: i64,
        state: i64,
        number: Option<i64>,
        confidence: Option<String>,
        rule: Option<i64>,
        comment: Option<String>,
        change_id: i64,
    }
}

fn indicators(
    catalogue: &Catalogue,
    found: &InstitutionReturn,
) -> Result<Vec<i64>, CommitteeError> {
    let template = catalogue
        .country()
        .template(found.key.template.as_str())
        .ok_or(CommitteeError::Corrupt("template"))?;
    let mut numbers = Vec::new();
    for row in template.rows() {
        let number = catalogue.indicator(&row.indicator)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

async fn values(
    database: &Database,
    catalogue: &Catalogue,
    found: &InstitutionReturn,
    stage: Stage,
) -> Result<HashMap<(i64, i64), Value>, CommitteeError> {
    let mut values = HashMap::new();
    let place = catalogue.place(&found.key.place)?;
    let institution = catalogue.institution(&found.key.institution)?;
    for indicator in indicators(catalogue, found)? {
        let rows: Vec<Columns> = store::read!(database, connection => {
            store::query_as(
                "SELECT breakdown, state, number, confidence, rule, comment, change_id
                 FROM reported_figure
                 WHERE stage = $1 AND indicator = $2 AND place = $3 AND period = $4
                    AND institution = $5",
            )
            .bind(stage.number())
            .bind(indicator)
            .bind(place)
            .bind(period_number(found.key.period))
            .bind(institution)
            .fetch_all(connection)
        })?;
        for row in rows {
            let value = Value {
                value: value_of_columns(row.state, row.number, row.confidence.as_deref())?,
                rule: row.rule,
                comment: row.comment,
                change: row.change_id,
            };
            values.insert((indicator, row.breakdown), value);
        }
    }
    Ok(values)
}

/// For each cell that changed after the last approval, what it was then.
async fn approved(
    database: &Database,
    catalogue: &Catalogue,
    found: &InstitutionReturn,
    submitted: &HashMap<(i64, i64), Value>,
) -> Result<HashMap<(i64, i64), Option<ReportedValue>>, CommitteeError> {
    let Some(approved_change) = found.approved_change else {
        return Ok(HashMap::new());
    };
    let place = catalogue.place(&found.key.place)?;
    let institution = catalogue.institution(&found.key.institution)?;
    let mut changed: HashMap<(i64, i64), Option<ReportedValue>> = submitted
        .iter()
        .filter(|(_, value)| value.change > approved_change)
        .map(|(key, _)| (*key, None))
        .collect();
    for indicator in indicators(catalogue, found)? {
        // The word that was approved is the first that was replaced since; it is read last.
        let replaced: Vec<ReplacedColumns> = store::read!(database, connection => {
            store::query_as(
                "SELECT breakdown, change_id, state, number, confidence
                 FROM reported_figure_history
                 WHERE stage = 1 AND indicator = $1 AND place = $2 AND period = $3
                    AND institution = $4 AND superseded_by > $5
                 ORDER BY superseded_by DESC",
            )
            .bind(indicator)
            .bind(place)
            .bind(period_number(found.key.period))
            .bind(institution)
            .bind(approved_change)
            .fetch_all(connection)
        })?;
        for row in replaced {
            let key = (indicator, row.breakdown);
            if !submitted.contains_key(&key) {
                continue;
            }
            let was_approved = row.change_id <= approved_change;
            let value = value_of_columns(row.state, row.number, row.confidence.as_deref())?;
            changed.insert(key, was_approved.then_some(value));
        }
    }
    Ok(changed)
}

store::row! {
    struct ReplacedColumns {
        breakdown: i64,
        change_id: i64,
        state: i64,
        number: Option<i64>,
        confidence: Option<String>,
    }
}

store::row! {
    struct EventColumns {
        at: i64,
        account_name: String,
        step: String,
        to_state: String,
        version: i64,
        reason: Option<String>,
        meeting_id: Option<i64>,
    }
}

async fn events(database: &Database, id: i64) -> Result<Vec<ReturnEvent>, CommitteeError> {
    let rows: Vec<EventColumns> = store::read!(database, connection => {
        store::query_as(
            "SELECT at, account_name, step, to_state, version, reason, meeting_id
             FROM return_event WHERE return_id = $1 ORDER BY id",
        )
        .bind(id)
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|row| {
            Ok(ReturnEvent {
                at: timestamp(row.at)?,
                account_name: row.account_name,
                step: row.step,
                to_state: row.to_state,
                version: row.version,
                reason: row.reason,
                meeting: row.meeting_id,
            })
        })
        .collect()
}
