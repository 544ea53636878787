//! What was released before, as the register keeps it, and the states that it makes.

use crate::{CellKey, Shown, world::Said};
use disclosure_control::Published;
use std::collections::BTreeMap;
use vocabulary::{
    Period, PlaceCode,
    country::{Audience, Protection},
};

/// A cell as it was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PastCell {
    pub(crate) key: CellKey,
    pub(crate) shown: Shown,
    /// The committee's count at that time.
    pub(crate) count: Option<i64>,
}

/// A release that was not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Past {
    pub(crate) id: i64,
    pub(crate) table: String,
    pub(crate) place: PlaceCode,
    pub(crate) period: Period,
    pub(crate) state: i64,
    pub(crate) corrects: Option<i64>,
    pub(crate) audience: Audience,
    pub(crate) protection: Protection,
    pub(crate) cells: Vec<PastCell>,
    /// The counts of the whole year at the proposal.
    pub(crate) known: BTreeMap<CellKey, i64>,
}

/// The committee's counts in a state, as they were when its releases were proposed.
pub(crate) fn counts_in(pasts: &[Past], state: i64) -> BTreeMap<CellKey, i64> {
    let mut own: Vec<&Past> = pasts.iter().filter(|past| past.state == state).collect();
    own.sort_by_key(|past| past.id);
    own.into_iter()
        .flat_map(|past| past.known.clone())
        .collect()
}

/// The releases that stand in a state: made by then, and not corrected by then.
pub(crate) fn standing(pasts: &[Past], state: i64) -> Vec<&Past> {
    let is_corrected = |past: &Past| {
        let mut later = pasts.iter().filter(|other| other.state <= state);
        later.any(|other| other.corrects == Some(past.id))
    };
    let made = pasts.iter().filter(|past| past.state <= state);
    made.filter(|past| !is_corrected(past)).collect()
}

/// What the standing releases say in a state whose counts are these. A cell whose count has moved
/// out of what was published is said of an earlier state alone.
pub(crate) fn said_in(
    pasts: &[Past],
    state: i64,
    counts: &BTreeMap<CellKey, i64>,
) -> Vec<Vec<Said>> {
    let (public, inside): (Vec<&Past>, Vec<&Past>) = standing(pasts, state)
        .into_iter()
        .partition(|past| past.audience == Audience::Public);
    let mut all: Vec<Vec<Said>> = public
        .into_iter()
        .map(|past| said(pasts, past, counts))
        .collect();
    // What several committees' members are shown of one table are parts of one whole: whoever reads
    // them all adds them up.
    let mut by_table: BTreeMap<(&str, Period), Vec<Said>> = BTreeMap::new();
    for past in inside {
        let whole = by_table.entry((&past.table, past.period)).or_default();
        whole.extend(said(pasts, past, counts));
    }
    all.extend(by_table.into_values());
    all
}

/// One release in the engine's words.
pub(crate) fn said(pasts: &[Past], past: &Past, counts: &BTreeMap<CellKey, i64>) -> Vec<Said> {
    let before = past
        .corrects
        .and_then(|id| pasts.iter().find(|other| other.id == id));
    let cells = past.cells.iter().map(|cell| {
        let earlier = before.and_then(|before| {
            let mut cells = before.cells.iter();
            cells.find(|other| other.key == cell.key)?.shown.published()
        });
        let own = cell.shown.published();
        let count = counts.get(&cell.key).copied();
        let holds = |one: &Published| count.is_none_or(|count| one.admits(count));
        Said {
            key: cell.key.clone(),
            published: own.map(|own| after_correction(own, earlier)).filter(holds),
            count,
            width: past.protection.width(),
        }
    });
    cells.collect()
}

/// A corrected cell tells more than its new value: a published value is kept for as long as it can
/// be, so that the count has left what the old value stood for.
pub(crate) fn after_correction(own: Published, earlier: Option<Published>) -> Published {
    let Some(earlier) = earlier.filter(|_| !own.is_exact()) else {
        return own;
    };
    let ((Some(low), Some(high)), (Some(from), Some(to))) = (own.range(), earlier.range()) else {
        return own;
    };
    if own == earlier {
        return own;
    }
    let (low, from) = (low.max(0), from.max(0));
    if from <= low && to >= low {
        Published::Hidden {
            low: Some(to + 1),
            high: Some(high),
        }
    } else if to >= high && from <= high {
        Published::Hidden {
            low: Some(low),
            high: Some(from - 1),
        }
    } else {
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(own: i64, earlier: i64) -> (Option<i64>, Option<i64>) {
        let earlier = Some(Published::rounded(earlier, 5));
        after_correction(Published::rounded(own, 5), earlier).range()
    }

    #[test]
    fn what_a_correction_gives_away_is_reckoned_with() {
        assert_eq!(range(10, 5), (Some(10), Some(14)));
        assert_eq!(range(5, 10), (Some(1), Some(5)));
        // From 5 to 0: the count is none, and nothing else.
        assert_eq!(range(0, 5), (Some(0), Some(0)));
        assert_eq!(range(20, 5), (Some(16), Some(24)));
        assert_eq!(range(5, 5), (Some(1), Some(9)));
    }
}
