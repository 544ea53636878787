//! Reading what institutions say about one fact, and what they said before.

use super::{Change, ChangeKind, Stage, value_of_columns};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    counts,
};
use access::{Action, Permit, ReadFigures};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{
    Breakdown, CountedIndicator, CountingRule, IndicatorCode, InstitutionCode, Period, PlaceCode,
    ReportedValue,
};

/// A fact: what is counted, where, when, in which cell. Who says it is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FactKey {
    /// What is counted.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// When.
    pub period: Period,
    /// Which cell.
    pub breakdown: Breakdown,
}

/// One institution's word on a fact, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactFigure {
    /// Who says it.
    pub institution: InstitutionCode,
    /// What it says.
    pub value: ReportedValue,
    /// The rule that it was counted by.
    pub rule: CountingRule,
    /// Whether the institution stated a rule of its own.
    pub has_own_rule: bool,
    /// What it adds in words.
    pub comment: Option<String>,
    /// What it had said before, where it changed its word.
    pub revised_from: Option<i64>,
    /// The act that wrote it.
    pub change: Change,
    /// The cell of the file that it came from.
    pub source_cell: Option<String>,
    /// The file that it came from.
    pub source_file: Option<SourceFile>,
    /// The count of cases that it comes from, with what was left out, where it was counted.
    pub count: Option<CountedIndicator>,
}

/// The file that a figure came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The import that brought it in.
    pub import: i64,
    /// Whose file it is; nobody's alone where it speaks for a region or the country.
    pub institution: Option<InstitutionCode>,
    /// Where it belongs.
    pub region: PlaceCode,
    /// What it was called.
    pub name: String,
    /// Its BLAKE3 hash, in hexadecimal digits.
    pub hash: String,
}

/// A word that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastFigure {
    /// Whose word.
    pub institution: InstitutionCode,
    /// What it was.
    pub value: ReportedValue,
    /// When it was replaced.
    pub superseded_at: Timestamp,
    /// By whom.
    pub superseded_by: String,
}

store::row! {
    struct FigureColumns {
        institution: i64,
        state: i64,
        number: Option<i64>,
        confidence: Option<String>,
        rule: Option<i64>,
        comment: Option<String>,
        revised_from: Option<i64>,
        change_id: i64,
        kind: String,
        at: i64,
        account_name: String,
        return_id: Option<i64>,
        source: Option<String>,
        import: Option<i64>,
        import_institution: Option<i64>,
        import_region: Option<i64>,
        file_name: Option<String>,
        file_hash: Option<String>,
    }
}

impl FigureColumns {
    fn source_file(&self, catalogue: &Catalogue) -> Result<Option<SourceFile>, CommitteeError> {
        let (Some(import), Some(region)) = (self.import, self.import_region) else {
            return Ok(None);
        };
        let (Some(name), Some(hash)) = (&self.file_name, &self.file_hash) else {
            return Ok(None);
        };
        let institution = self.import_institution;
        Ok(Some(SourceFile {
            import,
            institution: institution
                .map(|number| catalogue.institution_code(number))
                .transpose()?,
            region: catalogue.place_code(region)?,
            name: name.clone(),
            hash: hash.clone(),
        }))
    }
}

/// Whether a permit reaches a fact.
///
/// # Errors
/// [`CommitteeError::NotFound`] where it does not.
pub(crate) fn require_fact<A: Action>(
    catalogue: &Catalogue,
    permit: &Permit<A>,
    fact: &FactKey,
) -> Result<(), CommitteeError> {
    permit
        .reaches_place(catalogue.country(), &fact.place)
        .then_some(())
        .ok_or(CommitteeError::NotFound("fact"))
}

/// What every institution has sent in about a fact, in the order of their codes. Drafts are their
/// institution's alone and are read with its return.
///
/// A submission takes its cells over from a draft; file and cell are then those of the import that
/// filled the draft.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a fact outside the permit's place; when a code is unknown or the
/// database fails.
#[boxed]
pub async fn fact_figures(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadFigures>,
    fact: &FactKey,
) -> Result<Vec<FactFigure>, CommitteeError> {
    require_fact(catalogue, permit, fact)?;
    submitted_figures(database, catalogue, fact).await
}

/// The same, for a function of this crate that has looked at its permit already.
pub(crate) async fn submitted_figures(
    database: &Database,
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Vec<FactFigure>, CommitteeError> {
    let used = catalogue.used();
    let Some(breakdown) = used.breakdown_numbers.get(&fact.breakdown).copied() else {
        return Ok(Vec::new());
    };
    let indicator = catalogue.indicator(&fact.indicator)?;
    let place = catalogue.place(&fact.place)?;
    let rows: Vec<FigureColumns> = store::read!(database, connection => {
        store::query_as(
            "SELECT f.institution, f.state, f.number, f.confidence, f.rule, f.comment,
                f.revised_from, f.change_id, c.kind, c.at, c.account_name, c.return_id,
                s.source, i.id AS import, i.institution AS import_institution,
                i.region AS import_region, i.file_name, file.hash AS file_hash
             FROM reported_figure f
             JOIN figure_change c ON c.id = f.change_id
             LEFT JOIN stated_figure s ON s.change_id = f.change_id AND s.indicator = f.indicator
                AND s.place = f.place AND s.period = f.period AND s.breakdown = f.breakdown
                AND s.institution = f.institution
             LEFT JOIN import i ON i.change_id = COALESCE(s.origin, f.change_id)
             LEFT JOIN source_file file ON file.id = i.file_id
             WHERE f.stage = $1 AND f.indicator = $2 AND f.place = $3 AND f.period = $4
                AND f.breakdown = $5
             ORDER BY f.institution",
        )
        .bind(Stage::Submitted.number())
        .bind(indicator)
        .bind(place)
        .bind(period_number(fact.period))
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let own_rule = catalogue
        .country()
        .indicator(fact.indicator.as_str())
        .map(|indicator| indicator.counting_rule.clone())
        .ok_or(CommitteeError::Corrupt("indicator"))?;
    let mut figures = rows
        .into_iter()
        .map(|row| {
            let stated = row.rule.and_then(|rule| used.rules.get(&rule));
            let source_file = row.source_file(catalogue)?;
            Ok(FactFigure {
                institution: catalogue.institution_code(row.institution)?,
                value: value_of_columns(row.state, row.number, row.confidence.as_deref())?,
                rule: stated.cloned().unwrap_or_else(|| own_rule.clone()),
                has_own_rule: stated.is_some(),
                comment: row.comment,
                revised_from: row.revised_from,
                change: Change {
                    id: row.change_id,
                    kind: ChangeKind::from_code(&row.kind)
                        .ok_or(CommitteeError::Corrupt("change"))?,
                    at: timestamp(row.at)?,
                    account_name: row.account_name,
                    return_id: row.return_id,
                },
                source_cell: row.source,
                source_file,
                count: None,
            })
        })
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    for figure in &mut figures {
        figure.count = counts::of_figure(database, catalogue, (fact, figure)).await?;
    }
    figures.sort_by(|one, other| one.institution.cmp(&other.institution));
    Ok(figures)
}

/// Every submitted word on a fact that was replaced, the latest first.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a fact outside the permit's place; when a code is unknown or the
/// database fails.
#[boxed]
pub async fn fact_history(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadFigures>,
    fact: &FactKey,
) -> Result<Vec<PastFigure>, CommitteeError> {
    require_fact(catalogue, permit, fact)?;
    past_figures(database, catalogue, fact).await
}

/// The same, for a function of this crate that has looked at its permit already.
pub(crate) async fn past_figures(
    database: &Database,
    catalogue: &Catalogue,
    fact: &FactKey,
) -> Result<Vec<PastFigure>, CommitteeError> {
    let used = catalogue.used();
    let Some(breakdown) = used.breakdown_numbers.get(&fact.breakdown).copied() else {
        return Ok(Vec::new());
    };
    let rows: Vec<(i64, i64, Option<i64>, Option<String>, i64, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT h.institution, h.state, h.number, h.confidence, c.at, c.account_name
                 FROM reported_figure_history h
                 JOIN figure_change c ON c.id = h.superseded_by
                 WHERE h.stage = 1 AND h.indicator = $1 AND h.place = $2 AND h.period = $3
                    AND h.breakdown = $4",
        )
        .bind(catalogue.indicator(&fact.indicator)?)
        .bind(catalogue.place(&fact.place)?)
        .bind(period_number(fact.period))
        .bind(breakdown)
        .fetch_all(connection)
    })?;
    let mut past = rows
        .into_iter()
        .map(
            |(institution, state, number, confidence, at, account_name)| {
                Ok(PastFigure {
                    institution: catalogue.institution_code(institution)?,
                    value: value_of_columns(state, number, confidence.as_deref())?,
                    superseded_at: timestamp(at)?,
                    superseded_by: account_name,
                })
            },
        )
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    past.sort_by_key(|word| std::cmp::Reverse(word.superseded_at));
    Ok(past)
}

/// An instant from the database's microseconds.
pub(crate) fn timestamp(microseconds: i64) -> Result<Timestamp, CommitteeError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| CommitteeError::Corrupt("time"))
}
