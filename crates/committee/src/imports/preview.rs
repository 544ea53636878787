//! The preview: cell by cell, what an import would change.

use super::{
    FilledReturn, Import, ImportState,
    filled::{CellGroup, filled_returns, return_of},
};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_of_number},
    figures::{FactKey, value_of_columns},
};
use boxed::boxed;
use store::Database;
use vocabulary::{InstitutionCode, ReportedValue};

/// What a cell would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The institution has said nothing about this fact yet.
    New,
    /// It says something else than before.
    Changed,
    /// It says the same again.
    Unchanged,
    /// Its return is with the committee: nothing in it can be changed.
    WithCommittee,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [
        Self::New,
        Self::Changed,
        Self::Unchanged,
        Self::WithCommittee,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::WithCommittee => "with-committee",
        }
    }
}

/// One cell of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// Who says it.
    pub institution: InstitutionCode,
    /// About which fact.
    pub fact: FactKey,
    /// What the file says.
    pub value: ReportedValue,
    /// What the institution said so far.
    pub before: Option<ReportedValue>,
    /// The cell of the file.
    pub source: Option<String>,
    /// What would happen.
    pub outcome: Outcome,
}

/// The preview: how many cells there are of each kind, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Cells that are new.
    pub new: i64,
    /// Cells that change something.
    pub changed: i64,
    /// Cells that change nothing.
    pub unchanged: i64,
    /// Cells of returns that are with the committee; while there are any, nothing of the file can
    /// count.
    pub with_committee: i64,
    /// The returns that the file fills in.
    pub returns: Vec<FilledReturn>,
    /// The cells, in the order of indicators and places, as many as were asked for.
    pub rows: Vec<PreviewRow>,
}

store::row! {
    struct Columns {
        indicator: i64,
        place: i64,
        period: i64,
        breakdown: i64,
        institution: i64,
        state: i64,
        number: Option<i64>,
        confidence: Option<String>,
        source: Option<String>,
        old_state: Option<i64>,
        old_number: Option<i64>,
        old_confidence: Option<String>,
        is_same: i64,
    }
}

/// The query behind the rows; its plan is tested.
pub const ROWS: &str = "SELECT s.indicator, s.place, s.period, s.breakdown, s.institution, s.state,
    s.number, s.confidence, s.source, f.state AS old_state, f.number AS old_number,
    f.confidence AS old_confidence,
    CAST(CASE WHEN f.state = s.state AND f.number IS NOT DISTINCT FROM s.number
        AND f.confidence IS NOT DISTINCT FROM s.confidence
        AND f.rule IS NOT DISTINCT FROM s.rule AND f.comment IS NOT DISTINCT FROM s.comment
        THEN 1 ELSE 0 END AS BIGINT) AS is_same
 FROM stated_figure s
 LEFT JOIN reported_figure f ON f.stage = $2 AND f.indicator = s.indicator AND f.place = s.place
    AND f.period = s.period AND f.breakdown = s.breakdown AND f.institution = s.institution
 WHERE s.change_id = $1
 ORDER BY s.change_id, s.indicator, s.place, s.period, s.breakdown, s.institution LIMIT $3";

/// What an import would change now, or, once committed, what it stated.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn import_preview(
    database: &Database,
    catalogue: &Catalogue,
    import: &Import,
    limit: u32,
) -> Result<Preview, CommitteeError> {
    let stage = import.stage.number();
    let returns = filled_returns(database, catalogue, import).await?;
    let closed = Closed::among(&returns);
    let counted = counted(database, catalogue, import, &closed).await?;
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(ROWS)
            .bind(import.change)
            .bind(stage)
            .bind(i64::from(limit))
            .fetch_all(connection)
    })?;
    let rows = rows.into_iter().map(|row| row.row(catalogue, &closed));
    Ok(Preview {
        rows: rows.collect::<Result<_, _>>()?,
        returns,
        ..counted
    })
}

/// How many cells there are of each kind.
async fn counted(
    database: &Database,
    catalogue: &Catalogue,
    import: &Import,
    closed: &Closed<'_>,
) -> Result<Preview, CommitteeError> {
    // Whole countries come in at once as figures that were sent in: they belong to no return, and are
    // counted in one go.
    let (key, by) = match closed.0.is_empty() {
        true => (
            "CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)",
            "s.change_id",
        ),
        false => (
            "s.indicator, s.period, s.institution",
            "s.indicator, s.period, s.institution",
        ),
    };
    let query = format!("SELECT {key}, {COUNTS} GROUP BY {by}");
    let groups: Vec<(i64, i64, i64, i64, i64, i64)> = store::read!(database, connection => {
        store::query_as(store::AssertSqlSafe(query))
            .bind(import.change)
            .bind(import.stage.number())
            .fetch_all(connection)
    })?;
    let mut preview = Preview::default();
    for (indicator, period, institution, all, same, present) in groups {
        if closed.holds(catalogue, (indicator, period, institution)) {
            preview.with_committee += all;
        } else if import.state == ImportState::Staged {
            preview.new += all - present;
            preview.changed += present - same;
            preview.unchanged += same;
        } else {
            preview.unchanged += all;
        }
    }
    Ok(preview)
}

/// All cells of a change, those that say the same again, and those that something was said about.
const COUNTS: &str = "COUNT(*), COUNT(CASE WHEN f.state = s.state
        AND f.number IS NOT DISTINCT FROM s.number
        AND f.confidence IS NOT DISTINCT FROM s.confidence
        AND f.rule IS NOT DISTINCT FROM s.rule
        AND f.comment IS NOT DISTINCT FROM s.comment THEN 1 END),
    COUNT(f.state)
 FROM stated_figure s
 LEFT JOIN reported_figure f ON f.stage = $2 AND f.indicator = s.indicator
    AND f.place = s.place AND f.period = s.period AND f.breakdown = s.breakdown
    AND f.institution = s.institution
 WHERE s.change_id = $1";

/// The returns that are with the committee.
struct Closed<'a>(Vec<&'a FilledReturn>);

impl<'a> Closed<'a> {
    fn among(returns: &'a [FilledReturn]) -> Self {
        Self(returns.iter().filter(|one| !one.is_open()).collect())
    }

    fn holds(&self, catalogue: &Catalogue, group: CellGroup) -> bool {
        !self.0.is_empty()
            && return_of(catalogue, group).is_ok_and(|key| self.0.iter().any(|one| one.key == key))
    }
}

impl Columns {
    fn row(self, catalogue: &Catalogue, closed: &Closed<'_>) -> Result<PreviewRow, CommitteeError> {
        let group = (self.indicator, self.period, self.institution);
        let period = period_of_number(self.period).ok_or(CommitteeError::Corrupt("period"))?;
        let before = self
            .old_state
            .map(|state| value_of_columns(state, self.old_number, self.old_confidence.as_deref()))
            .transpose()?;
        Ok(PreviewRow {
            institution: catalogue.institution_code(self.institution)?,
            fact: FactKey {
                indicator: catalogue.indicator_code(self.indicator)?,
                place: catalogue.place_code(self.place)?,
                period,
                breakdown: catalogue.breakdown(self.breakdown)?,
            },
            value: value_of_columns(self.state, self.number, self.confidence.as_deref())?,
            outcome: match (before, self.is_same) {
                _ if closed.holds(catalogue, group) => Outcome::WithCommittee,
                (None, _) => Outcome::New,
                (Some(_), 0) => Outcome::Changed,
                (Some(_), _) => Outcome::Unchanged,
            },
            before,
            source: self.source,
        })
    }
}
