//! Turning settled counts into figures: protected together with everything released before, audited,
//! and never handed on unaudited.

mod draw;

use crate::{
    CellKey, ReleaseError, Shown,
    past::{Past, PastCell, counts_in, said_in, standing},
    settled::{Counts, Settled},
    world::{Judged, World},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocabulary::{
    Country, Period, PlaceCode,
    country::{Protection, RegisteredTable},
};

/// What is to be protected.
pub(crate) struct Question<'a> {
    pub(crate) country: &'a Country,
    pub(crate) table: &'a RegisteredTable,
    pub(crate) place: &'a PlaceCode,
    pub(crate) period: Period,
    /// The counts of this table and of all tables of the year.
    pub(crate) counts: &'a Counts,
    /// Everything released of the year.
    pub(crate) pasts: &'a [Past],
    /// What publishers printed of the year.
    pub(crate) printed: BTreeMap<CellKey, i64>,
    /// The release that this one corrects.
    pub(crate) corrects: Option<i64>,
    /// Which side a count goes follows from it.
    pub(crate) seed: [u8; 32],
    /// What the keys of counts follow from, for as long as there is a register.
    pub(crate) secret: [u8; 32],
}

/// How a table was made safe, in words for those inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Verdict {
    /// How many cells of the whole year were audited together.
    pub cells: usize,
    /// The smallest distance between possible counts of any of them; `None` where none needed it.
    pub narrowest: Option<i64>,
    /// The least distance asked for.
    pub width: i64,
    /// How many earlier releases were reckoned with.
    pub releases: usize,
    /// How many figures printed elsewhere were reckoned with.
    pub printed: usize,
    /// How many drawings it took.
    pub drawings: u32,
    /// How many bases a figure may be away from its count.
    pub steps: i64,
    /// Whether the figures were drawn so that they add up.
    pub additive: bool,
    /// Whether the table was cut down to its totals because nothing finer was safe.
    pub without_dimension: bool,
    /// How many figures of the table are hidden.
    #[serde(default)]
    pub hidden: usize,
}

/// A table that may be proposed.
#[derive(Debug)]
pub(crate) struct Protected {
    pub(crate) cells: Vec<PastCell>,
    /// The counts that the audit was made with.
    pub(crate) known: BTreeMap<CellKey, i64>,
    pub(crate) state: i64,
    pub(crate) verdict: Verdict,
    pub(crate) judged: Judged,
}

/// Protects a table.
///
/// # Errors
/// [`ReleaseError::Refused`] where nothing is settled, where an earlier release has to be corrected
/// first, or where no figures are safe; [`ReleaseError::Engine`] for what the engine refuses.
pub(crate) fn protect(question: &Question<'_>) -> Result<Protected, ReleaseError> {
    let mut last = ReleaseError::Refused("release-not-safe");
    for with_dimension in [true, false] {
        if !with_dimension && question.table.dimension.is_none() {
            break;
        }
        let cells = start(question, with_dimension)?;
        // Numbers that are printed or hidden add up as they are; changed ones do not.
        let ways: &[bool] = match question.table.protection {
            Protection::Rounding { .. } => &[true, false],
            Protection::CellKey { .. } => &[false],
            _ => &[true],
        };
        for &additive in ways {
            match drawn(question, &cells, additive) {
                Ok(mut protected) => {
                    protected.verdict.without_dimension = !with_dimension;
                    return Ok(protected);
                }
                Err(error @ (ReleaseError::Refused(_) | ReleaseError::Engine(_))) => last = error,
                Err(error) => return Err(error),
            }
        }
    }
    Err(last)
}

/// A cell before it is drawn.
enum Start {
    /// What is shown is known already.
    Done(PastCell),
    /// To be drawn.
    Free(CellKey, i64),
}

/// Which cells keep what was published, and which have to be drawn.
fn start(question: &Question<'_>, with_dimension: bool) -> Result<Vec<Start>, ReleaseError> {
    let about = (question.place, question.period);
    let keys = crate::cell::cells_of(question.country, question.table, about, with_dimension)
        .ok_or(ReleaseError::NotFound("table"))?;
    let standing = standing(question.pasts, i64::MAX);
    let mut cells = Vec::new();
    for key in keys {
        let settled = question.counts.get(&key).copied().unwrap_or(Settled::Open);
        let done = |shown: Shown, count: Option<i64>| {
            Start::Done(PastCell {
                key: key.clone(),
                shown,
                count,
            })
        };
        let Some(count) = settled.count() else {
            let shown = match settled {
                Settled::NotApplicable => Shown::NotApplicable,
                _ => Shown::NotReported,
            };
            cells.push(done(shown, None));
            continue;
        };
        if question.table.protection == Protection::Open
            || question.printed.get(&key) == Some(&count)
        {
            cells.push(done(Shown::exactly(count), Some(count)));
            continue;
        }
        let earlier = standing.iter().flat_map(|past| {
            let cells = past.cells.iter().filter(|cell| cell.key == key);
            cells.map(move |cell| (past, cell.shown))
        });
        // A correction brings the newest word on a cell; whoever follows takes it over.
        let earlier = earlier
            .filter(|(_, shown)| shown.published().is_some())
            .max_by_key(|(past, _)| (past.state, past.id));
        match earlier {
            Some((_, shown)) if shown.published().is_some_and(|one| one.admits(count)) => {
                cells.push(done(shown, Some(count)));
            }
            Some(_) if question.corrects.is_none() => {
                return Err(ReleaseError::Refused("release-correct-first"));
            }
            _ => cells.push(Start::Free(key, count)),
        }
    }
    let is_known = |cell: &Start| match cell {
        Start::Done(cell) => cell.count.is_some(),
        Start::Free(..) => true,
    };
    if cells.iter().any(is_known) {
        Ok(cells)
    } else {
        Err(ReleaseError::Refused("release-nothing-settled"))
    }
}

/// Draws until the whole year is safe.
fn drawn(
    question: &Question<'_>,
    cells: &[Start],
    additive: bool,
) -> Result<Protected, ReleaseError> {
    let has_free = cells.iter().any(|cell| matches!(cell, Start::Free(..)));
    for drawing in 0..draw::most(question.table.protection) {
        let (drawn, steps) = if has_free {
            draw::draw(question, cells, additive, drawing)?
        } else {
            (BTreeMap::new(), 1)
        };
        let cells = finish(cells, &drawn);
        let mut protected = audited(question, cells)?;
        protected.verdict.drawings = drawing + 1;
        protected.verdict.steps = steps;
        protected.verdict.additive = additive;
        if protected.judged.findings.is_empty() {
            return Ok(protected);
        }
        if !has_free {
            break;
        }
    }
    Err(ReleaseError::Refused("release-not-safe"))
}

/// The table as it was drawn. Of a cell that was not drawn nothing is said.
fn finish(cells: &[Start], drawn: &BTreeMap<CellKey, Shown>) -> Vec<PastCell> {
    let all = cells.iter().map(|cell| match cell {
        Start::Done(cell) => cell.clone(),
        Start::Free(key, count) => PastCell {
            key: key.clone(),
            shown: drawn.get(key).copied().unwrap_or(Shown::Hidden),
            count: Some(*count),
        },
    });
    all.collect()
}

/// The state that a new release belongs to: the last one, or the next where any count has changed
/// since.
fn state_of(question: &Question<'_>) -> i64 {
    let Some(last) = question.pasts.iter().map(|past| past.state).max() else {
        return 1;
    };
    let before = counts_in(question.pasts, last);
    let is_changed = before.iter().any(|(key, count)| {
        let now = question.counts.get(key).and_then(|one| one.count());
        now.is_some_and(|now| now != *count)
    });
    if is_changed { last + 1 } else { last }
}

/// The whole year with the new table in it, judged.
fn audited(question: &Question<'_>, cells: Vec<PastCell>) -> Result<Protected, ReleaseError> {
    let state = state_of(question);
    let known: BTreeMap<CellKey, i64> = question
        .counts
        .iter()
        .filter_map(|(key, settled)| Some((key.clone(), settled.count()?)))
        .collect();
    let new = Past {
        id: i64::MAX,
        table: question.table.code.clone(),
        place: question.place.clone(),
        period: question.period,
        state,
        corrects: question.corrects,
        audience: question.table.audience,
        protection: question.table.protection,
        cells,
        known,
    };
    let mut pasts = question.pasts.to_vec();
    pasts.push(new);
    let world = world(question.country, &pasts, question.printed.clone());
    let judged = world.judged()?;
    let (cells, known) = pasts
        .pop()
        .map(|new| (new.cells, new.known))
        .unwrap_or_default();
    Ok(Protected {
        verdict: Verdict {
            cells: judged.cells,
            narrowest: judged.narrowest,
            width: judged.width,
            releases: question.pasts.len(),
            printed: question.printed.len(),
            drawings: 1,
            steps: 1,
            additive: true,
            without_dimension: false,
            hidden: cells
                .iter()
                .filter(|cell| cell.shown == Shown::Hidden)
                .count(),
        },
        cells,
        known,
        state,
        judged,
    })
}

/// The world of some releases.
pub(crate) fn world<'a>(
    country: &'a Country,
    pasts: &[Past],
    printed: BTreeMap<CellKey, i64>,
) -> World<'a> {
    let mut states = BTreeMap::new();
    for state in pasts.iter().map(|past| past.state) {
        states
            .entry(state)
            .or_insert_with(|| said_in(pasts, state, &counts_in(pasts, state)));
    }
    World {
        country,
        states,
        printed,
    }
}
