//! The whole file of one discrepancy: figures side by side, signed differences, rules, history.

use super::{Discrepancy, Note, Status, list::Columns, note::note_list};
use crate::{
    CommitteeError,
    adoption::{self, AdoptedFigure},
    catalogue::{Catalogue, period_number},
    figures::{FactFigure, FactKey, require_fact, submitted_figures},
    timestamp,
};
use access::{Permit, ReadDiscrepancies};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{InstitutionCode, RuleAspect};

/// One point in the history of the spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// When.
    pub at: Timestamp,
    /// How it stood from then on.
    pub status: Status,
    /// The numbers that were furthest apart; `None` while the figures agreed.
    pub range: Option<(i64, i64)>,
}

/// Two institutions' figures compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one.
    pub one: InstitutionCode,
    /// The other.
    pub other: InstitutionCode,
    /// The one's number less the other's, in the indicator's smallest unit.
    pub difference: i64,
    /// The aspects in which their counting rules differ, the most telling first.
    pub rule_differences: Vec<RuleAspect>,
}

/// Everything known about one discrepancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscrepancyFile {
    /// What was found.
    pub discrepancy: Discrepancy,
    /// What each institution says.
    pub figures: Vec<FactFigure>,
    /// Each pair of institutions that give a number.
    pub pairs: Vec<Pair>,
    /// How the spread developed, the first first.
    pub measures: Vec<Measure>,
    /// What people added.
    pub notes: Vec<Note>,
    /// The decision, where there is one.
    pub adopted: Option<AdoptedFigure>,
}

/// Opens the file of one discrepancy.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none, or none inside the permit's place.
#[boxed]
pub async fn discrepancy_open(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadDiscrepancies>,
    id: i64,
) -> Result<DiscrepancyFile, CommitteeError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT id, kind, indicator, place, period, breakdown, institution, dimension, status,
                weight, low, high, reporters, rule_differences, other_period, opened_at,
                changed_at, times_reopened, due_on
             FROM discrepancy WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(connection)
    })?;
    let discrepancy = row
        .ok_or(CommitteeError::NotFound("discrepancy"))?
        .discrepancy(catalogue)?;
    if !permit.reaches_place(catalogue.country(), &discrepancy.fact.place) {
        return Err(CommitteeError::NotFound("discrepancy"));
    }
    let figures = submitted_figures(database, catalogue, &discrepancy.fact).await?;
    let adopted = adoption::decision(database, catalogue, &discrepancy.fact).await?;
    Ok(DiscrepancyFile {
        pairs: pairs(&figures),
        measures: measures(database, &discrepancy).await?,
        notes: note_list(database, catalogue, id).await?,
        adopted,
        figures,
        discrepancy,
    })
}

/// All discrepancies of one fact, the gravest first.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a fact outside the permit's place; when a code is unknown or the
/// database fails.
#[boxed]
pub async fn discrepancies_of_fact(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadDiscrepancies>,
    fact: &FactKey,
) -> Result<Vec<Discrepancy>, CommitteeError> {
    require_fact(catalogue, permit, fact)?;
    let Some(breakdown) = catalogue
        .used()
        .breakdown_numbers
        .get(&fact.breakdown)
        .copied()
    else {
        return Ok(Vec::new());
    };
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT id, kind, indicator, place, period, breakdown, institution, dimension, status,
                weight, low, high, reporters, rule_differences, other_period, opened_at,
                changed_at, times_reopened, due_on
             FROM discrepancy
             WHERE indicator = $1 AND place = $2 AND period = $3 AND breakdown = $4
             ORDER BY kind",
        )
        .bind(catalogue.indicator(&fact.indicator)?)
        .bind(catalogue.place(&fact.place)?)
        .bind(period_number(fact.period))
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let mut found = rows
        .into_iter()
        .map(|row| row.discrepancy(catalogue))
        .collect::<Result<Vec<_>, _>>()?;
    found.sort_by_key(|discrepancy| std::cmp::Reverse(discrepancy.weight));
    Ok(found)
}

fn pairs(figures: &[FactFigure]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (index, one) in figures.iter().enumerate() {
        for other in &figures[index + 1..] {
            if let (Some(first), Some(second)) = (one.value.number(), other.value.number()) {
                pairs.push(Pair {
                    one: one.institution.clone(),
                    other: other.institution.clone(),
                    difference: first - second,
                    rule_differences: one.rule.differences(&other.rule),
                });
            }
        }
    }
    pairs
}

async fn measures(
    database: &Database,
    discrepancy: &Discrepancy,
) -> Result<Vec<Measure>, CommitteeError> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>)> = store::read!(database, connection => {
        store::query_as(
            "SELECT at, status, low, high FROM discrepancy_measure
             WHERE discrepancy_id = $1 ORDER BY id",
        )
        .bind(discrepancy.id)
        .fetch_all(connection)
    })?;
    // The history begins with the first change, which keeps the opening before itself. Where nothing
    // has changed, the present numbers are those of the opening.
    let mut measures = rows
        .into_iter()
        .map(|(at, status, low, high)| {
            Ok(Measure {
                at: timestamp(at)?,
                status: Status::from_number(status),
                range: low.zip(high),
            })
        })
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    if measures.is_empty() {
        measures.push(Measure {
            at: discrepancy.opened_at,
            status: Status::Open,
            range: discrepancy.range,
        });
    }
    Ok(measures)
}
