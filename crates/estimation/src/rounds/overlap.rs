//! What rounds say of the overlap of two institutions' lists, for whoever decides how their figures are
//! added up. Only what passed disclosure control is read here.

use super::{Band, SafeResult};
use crate::EstimationError;
use access::{AdoptFigure, Permit};
use boxed::boxed;
use store::Database;
use vocabulary::{InstitutionCode, Period};

/// The latest round first. Rounds are few, so that no index serves this.
const MATCHED_OF_PERIOD: &str = "SELECT code, result FROM linkage_round
    WHERE period = $1 AND result IS NOT NULL ORDER BY made_at DESC LIMIT 100";

/// How many people two institutions' lists share, by a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairOverlap {
    /// The round's code.
    pub round: String,
    /// The two institutions, in the order of their codes.
    pub institutions: [InstitutionCode; 2],
    /// How many people.
    pub people: Band,
}

/// The overlaps of pairs among `institutions` whose lists of `period` were matched, each by the latest
/// round that says it.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn round_overlaps(
    database: &Database,
    _permit: &Permit<AdoptFigure>,
    period: Period,
    institutions: &[InstitutionCode],
) -> Result<Vec<PairOverlap>, EstimationError> {
    let rows: Vec<(String, String)> = store::read!(database, connection => {
        store::query_as(MATCHED_OF_PERIOD).bind(period.to_string()).fetch_all(connection)
    })?;
    let mut sorted: Vec<&InstitutionCode> = institutions.iter().collect();
    sorted.sort_by_key(|code| code.as_str());
    sorted.dedup();
    let mut results = Vec::with_capacity(rows.len());
    for (round, result) in rows {
        let result: SafeResult =
            serde_json::from_str(&result).map_err(|_| EstimationError::Corrupt("result"))?;
        results.push((round, result));
    }
    let mut found = Vec::new();
    for (place, one) in sorted.iter().enumerate() {
        for other in &sorted[place + 1..] {
            let both = [one.as_str(), other.as_str()];
            let said = results.iter().find_map(|(round, result)| {
                let mut overlaps = result.overlaps.iter();
                let pair = overlaps.find(|overlap| overlap.lists == both)?;
                Some((round.clone(), pair.people))
            });
            found.extend(said.map(|(round, people)| PairOverlap {
                round,
                institutions: [(*one).clone(), (*other).clone()],
                people,
            }));
        }
    }
    Ok(found)
}
