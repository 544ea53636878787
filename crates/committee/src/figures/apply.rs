//! Making stated cells an institution's present word.

use crate::CommitteeError;
use boxed::boxed;
use store::Transaction;

/// Who sees a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The institution alone: the return has not been sent in.
    Draft,
    /// The committee.
    Submitted,
}

impl Stage {
    /// The number under which the database keeps it.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Draft => 0,
            Self::Submitted => 1,
        }
    }

    /// The stage with that number; anything but 1 is read as draft, the safe side.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        if number == 1 {
            Self::Submitted
        } else {
            Self::Draft
        }
    }
}

/// Makes the stated cells of a change the present word at a stage, and moves the words that they
/// replace into the history. Cells that say what is already said change nothing.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn apply(
    transaction: &mut Transaction,
    change: i64,
    stage: Stage,
) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO reported_figure_history (
                stage, indicator, place, period, breakdown, institution, change_id,
                state, number, confidence, rule, comment, revised_from, superseded_by)
             SELECT f.stage, f.indicator, f.place, f.period, f.breakdown, f.institution, f.change_id,
                f.state, f.number, f.confidence, f.rule, f.comment, f.revised_from, s.change_id
             FROM stated_figure s
             JOIN reported_figure f ON f.stage = $2 AND f.indicator = s.indicator
                AND f.place = s.place AND f.period = s.period AND f.breakdown = s.breakdown
                AND f.institution = s.institution
             WHERE s.change_id = $1
                AND (f.state <> s.state OR f.number IS DISTINCT FROM s.number
                    OR f.confidence IS DISTINCT FROM s.confidence
                    OR f.rule IS DISTINCT FROM s.rule OR f.comment IS DISTINCT FROM s.comment)",
        )
        .bind(change)
        .bind(stage.number())
    )?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO reported_figure (
                stage, indicator, place, period, breakdown, institution,
                state, number, confidence, rule, comment, revised_from, change_id)
             SELECT $2, s.indicator, s.place, s.period, s.breakdown, s.institution,
                s.state, s.number, s.confidence, s.rule, s.comment, NULL, s.change_id
             FROM stated_figure s WHERE s.change_id = $1
             ON CONFLICT (stage, indicator, place, period, breakdown, institution) DO UPDATE SET
                state = excluded.state, number = excluded.number,
                confidence = excluded.confidence, rule = excluded.rule,
                comment = excluded.comment, change_id = excluded.change_id,
                revised_from = CASE
                    WHEN excluded.stage = 1 AND reported_figure.number <> excluded.number
                    THEN reported_figure.number ELSE reported_figure.revised_from END
             WHERE reported_figure.state <> excluded.state
                OR reported_figure.number IS DISTINCT FROM excluded.number
                OR reported_figure.confidence IS DISTINCT FROM excluded.confidence
                OR reported_figure.rule IS DISTINCT FROM excluded.rule
                OR reported_figure.comment IS DISTINCT FROM excluded.comment",
        )
        .bind(change)
        .bind(stage.number())
    )?;
    Ok(())
}

/// The indicator, place and period of every cell that a change states: what has to be compared
/// again.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn differing(
    transaction: &mut Transaction,
    change: i64,
) -> Result<Vec<(i64, i64, i64)>, CommitteeError> {
    Ok(store::within!(transaction, connection => {
        store::query_as(
            "SELECT DISTINCT indicator, place, period FROM stated_figure WHERE change_id = $1",
        )
        .bind(change)
        .fetch_all(connection)
    })?)
}
