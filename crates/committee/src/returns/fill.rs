//! Filling in a return on a page.

use super::{
    ReturnState,
    identity::{BY_ID, Columns, InstitutionReturn, expect_reached},
};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    figures::{ChangeKind, FigureRow, Stage, apply, change_open, insert_stated},
    record, written,
};
use access::{EditReturn, Permit};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::HashSet;
use store::{Database, Transaction};
use vocabulary::{Breakdown, CountingRule, IndicatorCode, ReportedValue};

/// What somebody entered in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellEntry {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The breakdown.
    pub breakdown: Breakdown,
    /// The number, or why there is none.
    pub value: ReportedValue,
    /// The rule it was counted by, where it differs from the indicator's.
    pub counting_rule: Option<CountingRule>,
    /// A remark; never names of persons.
    pub comment: Option<String>,
}

/// Keeps what was entered as the institution's draft. `version` is the version of the return that
/// the page showed: another one means that somebody reopened it in between.
///
/// # Errors
/// When the return is not the permit's institution's, is not open for editing, was reopened in
/// between, a cell is not one of its template's or is given twice, a remark is too long or gives a
/// person away, or the database fails.
#[boxed]
pub async fn return_fill(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<EditReturn>,
    (id, version): (i64, i64),
    entries: &[CellEntry],
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let used = catalogue
        .learn(
            database,
            entries.iter().map(|entry| &entry.breakdown),
            entries
                .iter()
                .filter_map(|entry| entry.counting_rule.as_ref()),
        )
        .await?;
    let mut transaction = database.begin().await?;
    let found = open_for_editing(&mut transaction, catalogue, permit, id).await?;
    if found.version != version {
        return Err(CommitteeError::Refused("return-changed-meanwhile"));
    }
    let template = catalogue
        .country()
        .template(found.key.template.as_str())
        .ok_or(CommitteeError::Corrupt("template"))?;
    if template.is_counted {
        return Err(CommitteeError::Refused("return-is-counted"));
    }
    let place = catalogue.place(&found.key.place)?;
    let institution = catalogue.institution(&found.key.institution)?;
    let row = |(item, entry): (usize, &CellEntry)| {
        let is_asked = template
            .rows()
            .any(|row| row.indicator == entry.indicator && row.breakdown == entry.breakdown);
        if !is_asked {
            return Err(CommitteeError::Refused("return-cell-not-asked"));
        }
        let breakdown = used.breakdown_numbers.get(&entry.breakdown).copied();
        let rule = entry.counting_rule.as_ref();
        Ok(FigureRow {
            indicator: catalogue.indicator(&entry.indicator)?,
            place,
            period: period_number(found.key.period),
            breakdown: breakdown.ok_or(CommitteeError::Corrupt("breakdown"))?,
            institution,
            value: entry.value,
            rule: rule.and_then(|rule| used.rule_numbers.get(rule).copied()),
            comment: written::comment(item, entry.comment.as_deref())?,
            source: None,
        })
    };
    let cells: HashSet<_> = entries
        .iter()
        .map(|entry| (&entry.indicator, &entry.breakdown))
        .collect();
    if cells.len() < entries.len() {
        return Err(CommitteeError::Refused("return-cell-twice"));
    }
    let rows: Vec<Result<FigureRow, CommitteeError>> =
        entries.iter().enumerate().map(row).collect();
    let name = permit.actor().name();
    let change = change_open(
        &mut transaction,
        ChangeKind::Edit,
        now,
        name,
        Some(id),
        None,
    )
    .await?;
    insert_stated(&mut transaction, change, rows).await?;
    apply(&mut transaction, change, Stage::Draft).await?;
    record(
        &mut transaction,
        permit.actor(),
        "return-filled",
        &id.to_string(),
        &change,
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

async fn open_for_editing(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    permit: &Permit<EditReturn>,
    id: i64,
) -> Result<InstitutionReturn, CommitteeError> {
    let row: Option<Columns> = store::within!(transaction, connection => {
        store::query_as(BY_ID).bind(id).fetch_optional(connection)
    })?;
    let found = row
        .ok_or(CommitteeError::NotFound("return"))?
        .found(catalogue)?;
    expect_reached(catalogue, permit, &found.key)?;
    match found.state {
        ReturnState::Draft | ReturnState::Returned => Ok(found),
        _ => Err(CommitteeError::Refused("return-not-editable")),
    }
}
