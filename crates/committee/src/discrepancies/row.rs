//! Reading groups of figures out of the database, in the order in which they are compared.

use super::{Batch, Cell, Figure, Group};
use crate::{CommitteeError, catalogue::period_of_number, figures::value_of_columns};
use store::Transaction;

store::row! {
    /// One submitted figure as the comparison reads it.
    pub(super) struct Row {
        indicator: i64,
        period: i64,
        breakdown: i64,
        institution: i64,
        state: i64,
        number: Option<i64>,
        confidence: Option<String>,
        rule: Option<i64>,
        revised_from: Option<i64>,
    }
}

/// All groups of a batch, in the order of their indicators and periods.
pub(super) async fn groups(
    transaction: &mut Transaction,
    batch: &Batch,
    (first, last): (i64, i64),
) -> Result<Vec<Group>, CommitteeError> {
    let query = format!(
        "SELECT indicator, period, breakdown, institution, state, number, confidence, rule,
            revised_from
         FROM reported_figure WHERE stage = 1 AND indicator IN ({}) AND place = $1
            AND period >= $2 AND period <= $3
         ORDER BY indicator, period, breakdown, institution",
        batch.indicator_list()
    );
    let rows: Vec<Row> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(query))
            .bind(batch.place)
            .bind(first)
            .bind(last)
            .fetch_all(connection)
    })?;
    grouped(batch.place, rows)
}

/// Puts rows of one place, already in order, into groups.
pub(super) fn grouped(place: i64, rows: Vec<Row>) -> Result<Vec<Group>, CommitteeError> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let period = period_of_number(row.period).ok_or(CommitteeError::Corrupt("period"))?;
        let is_same_group = groups
            .last()
            .is_some_and(|group| group.period == period && group.indicator == row.indicator);
        if !is_same_group {
            groups.push(Group {
                indicator: row.indicator,
                place,
                period,
                cells: Vec::new(),
            });
        }
        let Some(group) = groups.last_mut() else {
            continue;
        };
        if group
            .cells
            .last()
            .is_none_or(|cell| cell.breakdown != row.breakdown)
        {
            group.cells.push(Cell {
                breakdown: row.breakdown,
                figures: Vec::new(),
            });
        }
        if let Some(cell) = group.cells.last_mut() {
            cell.figures.push(Figure {
                institution: row.institution,
                value: value_of_columns(row.state, row.number, row.confidence.as_deref())?,
                rule: row.rule,
                revised_from: row.revised_from,
            });
        }
    }
    Ok(groups)
}

/// What all institutions say about one fact; without figures where none says anything.
pub(crate) async fn fact_cell(
    transaction: &mut Transaction,
    (indicator, place, period, breakdown): (i64, i64, i64, i64),
) -> Result<Cell, CommitteeError> {
    let rows: Vec<Row> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT indicator, period, breakdown, institution, state, number, confidence, rule,
                revised_from
             FROM reported_figure WHERE stage = 1 AND indicator = $1 AND place = $2
                AND period = $3 AND breakdown = $4
             ORDER BY institution",
        )
        .bind(indicator)
        .bind(place)
        .bind(period)
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let cell = grouped(place, rows)?
        .pop()
        .and_then(|mut group| group.cells.pop());
    Ok(cell.unwrap_or(Cell {
        breakdown,
        figures: Vec::new(),
    }))
}
