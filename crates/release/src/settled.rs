//! The committee's own counts, read for a release: only what is settled, and it never leaves this
//! crate as it is.

use crate::{CellKey, ReleaseError, cell::UNKNOWN};
use committee::{Catalogue, discrepancies::Standing, situation::known_of};
use std::collections::BTreeMap;
use store::Database;
use vocabulary::{Breakdown, country::Audience};

/// How far a count is known for a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// Adopted, or the same from two or more institutions; complete. For members also one
    /// institution's word that nobody contradicts.
    Count(i64),
    /// The question does not arise.
    NotApplicable,
    /// One institution's word alone, a dispute, or nothing.
    Open,
}

impl Settled {
    pub(crate) const fn count(self) -> Option<i64> {
        match self {
            Self::Count(count) => Some(count),
            Self::NotApplicable | Self::Open => None,
        }
    }
}

/// Counts by cell.
pub(crate) type Counts = BTreeMap<CellKey, Settled>;

/// Reads the counts of some cells, as far as they are settled enough for an audience.
pub(crate) async fn read(
    database: &Database,
    catalogue: &Catalogue,
    cells: &[CellKey],
    audience: Audience,
) -> Result<Counts, ReleaseError> {
    let used = catalogue.used();
    let mut counts = Counts::new();
    for key in cells {
        if counts.contains_key(key) {
            continue;
        }
        let settled = match used.breakdown_numbers.get(&key.breakdown) {
            None => Settled::Open,
            Some(number) => {
                let periods = [key.period];
                let what = (&key.place, &key.indicator, *number);
                let known = known_of(database, catalogue, what.0, what.1, what.2, &periods).await?;
                let known = known.first();
                known.map_or(Settled::Open, |known| settled(known, audience))
            }
        };
        counts.insert(key.clone(), settled);
    }
    fill_unknown(&mut counts);
    Ok(counts)
}

fn settled(known: &committee::situation::Known, audience: Audience) -> Settled {
    let is_complete = known.is_whole();
    match (known.standing, known.number()) {
        (Standing::Adopted | Standing::Agreed, Some(number)) if is_complete => {
            Settled::Count(number)
        }
        // Inside, a word that nobody contradicts is what the committee works with.
        (Standing::SingleSource | Standing::Provisional, Some(number))
            if is_complete && audience == Audience::Members =>
        {
            Settled::Count(number)
        }
        (Standing::NotApplicable, _) => Settled::NotApplicable,
        _ => Settled::Open,
    }
}

/// Of whom nobody says a term: what is left of the total, where it is listed and not reported.
fn fill_unknown(counts: &mut Counts) {
    let is_unknown = |key: &&CellKey| {
        let mut pairs = key.breakdown.pairs();
        pairs
            .next()
            .is_some_and(|(_, term)| term.as_str() == UNKNOWN)
            && pairs.next().is_none()
    };
    let wanted: Vec<CellKey> = counts.keys().filter(is_unknown).cloned().collect();
    for key in wanted {
        if counts.get(&key) != Some(&Settled::Open) {
            continue;
        }
        let Some(dimension) = key.breakdown.dimensions().next().cloned() else {
            continue;
        };
        let about = |breakdown: Breakdown| CellKey {
            breakdown,
            ..key.clone()
        };
        let others: Option<i64> = counts
            .iter()
            .filter(|(other, _)| {
                other.breakdown.depth() == 1
                    && other.breakdown.term(dimension.as_str()).is_some()
                    && **other != key
                    && about(other.breakdown.clone()) == **other
            })
            .map(|(_, settled)| settled.count())
            .sum();
        let total = counts
            .get(&about(Breakdown::total()))
            .and_then(|one| one.count());
        if let Some(rest) = total.zip(others).map(|(total, others)| total - others)
            && rest >= 0
        {
            counts.insert(key, Settled::Count(rest));
        }
    }
}
