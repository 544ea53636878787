//! Figures as rows of numbers, on their way into and out of the database.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, Used, period_number},
    written,
};
use store::{BulkInsert, Transaction};
use vocabulary::{Confidence, FigureState, ReportedValue, StatedFigure, personal::OpenText};

const STATES: [(FigureState, i64); 5] = [
    (FigureState::Value, 1),
    (FigureState::Estimated, 2),
    (FigureState::NotReported, 3),
    (FigureState::NotApplicable, 4),
    (FigureState::Withheld, 5),
];

/// The number under which the database keeps a state; never changed, never reused.
#[must_use]
pub fn state_number(state: FigureState) -> i64 {
    STATES
        .iter()
        .find(|(one, _)| *one == state)
        .map_or(3, |(_, number)| *number)
}

/// The state with that number.
#[must_use]
pub fn state_of_number(number: i64) -> Option<FigureState> {
    STATES
        .iter()
        .find(|(_, one)| *one == number)
        .map(|(state, _)| *state)
}

/// A value from the columns `state`, `number` and `confidence`.
///
/// # Errors
/// [`CommitteeError::Corrupt`] when they do not go together.
pub fn value_of_columns(
    state: i64,
    number: Option<i64>,
    confidence: Option<&str>,
) -> Result<ReportedValue, CommitteeError> {
    let state = state_of_number(state).ok_or(CommitteeError::Corrupt("figure state"))?;
    ReportedValue::parse(state, number, confidence.and_then(Confidence::from_code))
        .map_err(|_| CommitteeError::Corrupt("figure"))
}

/// A stated figure with the database's numbers in place of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// The indicator's number.
    pub indicator: i64,
    /// The place's number.
    pub place: i64,
    /// The period's number.
    pub period: i64,
    /// The breakdown's number.
    pub breakdown: i64,
    /// The institution's number.
    pub institution: i64,
    /// What is said.
    pub value: ReportedValue,
    /// The counting rule's number, where it is not the indicator's own.
    pub rule: Option<i64>,
    /// What is added in words.
    pub comment: Option<OpenText>,
    /// The cell of the file, as a spreadsheet program names it.
    pub source: Option<String>,
}

/// Puts numbers in place of codes; `item` is the figure's place in its file, from 0. Breakdowns and
/// rules have to be known already.
pub(crate) fn numbered(
    catalogue: &Catalogue,
    used: &Used,
    (item, figure): (usize, &StatedFigure),
) -> Result<FigureRow, CommitteeError> {
    let breakdown = used.breakdown_numbers.get(&figure.breakdown).copied();
    let rule = figure.counting_rule.as_ref().map(|rule| {
        used.rule_numbers
            .get(rule)
            .copied()
            .ok_or(CommitteeError::Corrupt("counting rule"))
    });
    Ok(FigureRow {
        indicator: catalogue.indicator(&figure.indicator)?,
        place: catalogue.place(&figure.place)?,
        period: period_number(figure.period),
        breakdown: breakdown.ok_or(CommitteeError::Corrupt("breakdown"))?,
        institution: catalogue.institution(&figure.institution)?,
        value: figure.value,
        rule: rule.transpose()?,
        comment: written::comment(item, figure.comment.as_deref())?,
        source: figure.source.as_ref().map(ToString::to_string),
    })
}

const STATED_COLUMNS: [&str; 12] = [
    "change_id",
    "indicator",
    "place",
    "period",
    "breakdown",
    "institution",
    "state",
    "number",
    "confidence",
    "rule",
    "comment",
    "source",
];

/// Writes the cells that a change states.
pub(crate) async fn insert_stated(
    transaction: &mut Transaction,
    change: i64,
    rows: impl IntoIterator<Item = Result<FigureRow, CommitteeError>>,
) -> Result<u64, CommitteeError> {
    let mut insert = BulkInsert::new("stated_figure", &STATED_COLUMNS, "");
    let mut count = 0;
    for row in rows {
        let row = row?;
        let confidence = row.value.confidence().map(|grade| grade.code().to_owned());
        insert
            .push(
                transaction,
                [
                    change.into(),
                    row.indicator.into(),
                    row.place.into(),
                    row.period.into(),
                    row.breakdown.into(),
                    row.institution.into(),
                    state_number(row.value.state()).into(),
                    row.value.number().into(),
                    confidence.into(),
                    row.rule.into(),
                    row.comment.into(),
                    row.source.into(),
                ],
            )
            .await?;
        count += 1;
    }
    insert.finish(transaction).await?;
    Ok(count)
}
