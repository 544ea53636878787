//! An institution's part in discrepancies: that its figure does not fit, with whose, and what it was
//! asked. What the others said is not in it, nor how far they are apart, until the secretariat asks
//! the institution a question about it: who has to explain a difference sees both sides
//! (decision 0013).

use super::{Discrepancy, Kind, Note, NoteKind, Status, list::Columns, note::note_list};
use crate::{
    CommitteeError, adoption,
    catalogue::Catalogue,
    figures::{FactFigure, FactKey, submitted_figures},
};
use access::{Permit, ReadOwnPart};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{DimensionCode, InstitutionCode, Period, RuleAspect};

/// A discrepancy as an institution that takes part in it sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPart {
    /// Its number.
    pub id: i64,
    /// What was found.
    pub kind: Kind,
    /// About which fact.
    pub fact: FactKey,
    /// The dimension whose parts do not fit.
    pub dimension: Option<DimensionCode>,
    /// The other period of a copy.
    pub other_period: Option<Period>,
    /// How it stands.
    pub status: Status,
    /// The aspects in which the counting rules differ.
    pub rule_differences: Vec<RuleAspect>,
    /// When it was found.
    pub opened_at: Timestamp,
}

/// One institution's part in one discrepancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPartFile {
    /// What was found.
    pub part: OwnPart,
    /// What the institution itself said.
    pub own: Option<FactFigure>,
    /// Who else said something about the same fact.
    pub others: Vec<InstitutionCode>,
    /// What the others said, in the order of their codes; only for an institution that was asked.
    pub opened: Option<Vec<FactFigure>>,
    /// What the institution was asked, and what it added, the first first.
    pub notes: Vec<Note>,
    /// When the committee decided, where it did. The number is in what is released.
    pub decided_at: Option<Timestamp>,
}

/// What somebody else said, with its rule and without the words, the files and the cases behind it.
fn bare(figure: FactFigure) -> FactFigure {
    FactFigure {
        comment: None,
        revised_from: None,
        source_cell: None,
        source_file: None,
        count: None,
        ..figure
    }
}

/// The query behind the list; its plan is tested. An institution takes part where the finding is about
/// its own figure, where it said something about a fact on which institutions contradict each other,
/// or where a note is addressed to it. That nobody else reports is no news to it. Region 0 is every one.
pub const PARTS: &str = "SELECT id, kind, indicator, place, period, breakdown, institution,
    dimension, status, weight, low, high, reporters, rule_differences, other_period, opened_at,
    changed_at, times_reopened, due_on
 FROM discrepancy d
 WHERE status = $3 AND ($1 = 0 OR region = $1) AND kind <> $4 AND (institution = $2
    OR (institution = 0 AND EXISTS (SELECT 1 FROM reported_figure f WHERE f.stage = 1
        AND f.indicator = d.indicator AND f.place = d.place AND f.period = d.period
        AND f.breakdown = d.breakdown AND f.institution = $2))
    OR EXISTS (SELECT 1 FROM discrepancy_note n WHERE n.discrepancy_id = d.id
        AND n.institution = $2))
 ORDER BY status DESC, weight DESC, period DESC, id DESC LIMIT 200";

fn own(permit: &Permit<ReadOwnPart>) -> Result<&InstitutionCode, CommitteeError> {
    let institution = permit.scope().institution.as_ref();
    institution.ok_or(CommitteeError::NotFound("institution"))
}

impl From<Discrepancy> for OwnPart {
    fn from(one: Discrepancy) -> Self {
        Self {
            id: one.id,
            kind: one.kind,
            fact: one.fact,
            dimension: one.dimension,
            other_period: one.other_period,
            status: one.status,
            rule_differences: one.rule_differences,
            opened_at: one.opened_at,
        }
    }
}

/// The discrepancies in the permit's place that its institution takes part in, the latest period
/// first; two hundred at the most.
///
/// # Errors
/// [`CommitteeError::NotFound`] for a permit without an institution; when the database fails.
#[boxed]
pub async fn own_part_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadOwnPart>,
    status: Status,
) -> Result<Vec<OwnPart>, CommitteeError> {
    let institution = catalogue.institution(own(permit)?)?;
    let place = &permit.scope().place;
    let region = if place == catalogue.country().code() {
        0
    } else {
        catalogue.place(place)?
    };
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(PARTS)
            .bind(region)
            .bind(institution)
            .bind(status.number())
            .bind(Kind::NotCorroborated.number())
            .fetch_all(connection)
    })?;
    let parts = rows.into_iter().map(|row| row.discrepancy(catalogue));
    let mut parts = parts
        .map(|one| one.map(OwnPart::from))
        .collect::<Result<Vec<_>, _>>()?;
    // Never by gravity, which follows from how far the figures are apart.
    parts.sort_by_key(|one| std::cmp::Reverse((one.fact.period, one.id)));
    Ok(parts)
}

/// Opens an institution's part in one discrepancy.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none inside the permit's place, or the institution has
/// no part in it.
#[boxed]
pub async fn own_part_open(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadOwnPart>,
    id: i64,
) -> Result<OwnPartFile, CommitteeError> {
    let own = own(permit)?;
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
    let missing = || CommitteeError::NotFound("discrepancy");
    let row = row.ok_or_else(missing)?.discrepancy(catalogue)?;
    let about = row.institution.clone();
    if !permit.reaches_place(catalogue.country(), &row.fact.place) {
        return Err(missing());
    }
    let mut figures = submitted_figures(database, catalogue, &row.fact).await?;
    let mut notes = note_list(database, catalogue, id).await?;
    notes.retain(|note| note.note.institution.as_ref() == Some(own));
    let mine = figures.iter().position(|figure| figure.institution == *own);
    let mine = mine.map(|index| figures.remove(index));
    let takes_part = match &about {
        Some(about) => about == own,
        None => mine.is_some(),
    };
    if !takes_part && notes.is_empty() {
        return Err(missing());
    }
    let is_asked = notes
        .iter()
        .any(|note| note.note.kind == NoteKind::Question);
    let decided = adoption::decision(database, catalogue, &row.fact).await?;
    Ok(OwnPartFile {
        own: mine,
        others: figures.iter().map(|one| one.institution.clone()).collect(),
        opened: is_asked.then(|| figures.into_iter().map(bare).collect()),
        notes,
        decided_at: decided.map(|one| one.decided_at),
        part: row.into(),
    })
}
