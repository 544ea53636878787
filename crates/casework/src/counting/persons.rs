//! Which cases are probably the same person's, told by numbers that mean nothing outside one reading.
//!
//! Two cases are one person's where two of name, birth date and telephone agree by their blind
//! indexes: a common name alone, or a telephone that a family shares, is not enough. A person whose
//! keys were destroyed has no index any more and is somebody of their own.

use crate::{Casework, CaseworkError};
use std::collections::BTreeMap;

/// How many of the three have to agree.
const ENOUGH: i64 = 2;

impl Casework {
    /// A number for each of the cases, in their order; the same for what is probably one person.
    pub(super) async fn persons(&self, codes: &[String]) -> Result<Vec<u32>, CaseworkError> {
        let pairs: Vec<(String, String)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT a.case_code, b.case_code FROM blind_index a
                 JOIN blind_index b ON b.kind = a.kind AND b.entry = a.entry
                    AND b.case_code > a.case_code
                 GROUP BY a.case_code, b.case_code HAVING COUNT(*) >= $1",
            )
            .bind(ENOUGH)
            .fetch_all(connection)
        })?;
        let places: BTreeMap<&str, usize> = (0..)
            .zip(codes)
            .map(|(place, code)| (code.as_str(), place))
            .collect();
        let mut first: Vec<usize> = (0..codes.len()).collect();
        for (one, other) in &pairs {
            let known = places.get(one.as_str()).zip(places.get(other.as_str()));
            if let Some((one, other)) = known {
                join(&mut first, *one, *other);
            }
        }
        (0..codes.len())
            .map(|place| {
                let number = u32::try_from(found(&first, place));
                number.map_err(|_| CaseworkError::Corrupt("number of cases"))
            })
            .collect()
    }
}

/// The first case of the person whose case this is.
fn found(first: &[usize], place: usize) -> usize {
    let mut place = place;
    while first[place] != place {
        place = first[place];
    }
    place
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (found(first, one), found(first, other));
    let (early, late) = (one.min(other), one.max(other));
    first[late] = early;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_agrees_over_a_third_case_is_one_person() {
        let mut first: Vec<usize> = (0..5).collect();
        join(&mut first, 3, 4);
        join(&mut first, 1, 3);
        let persons: Vec<usize> = (0..5).map(|place| found(&first, place)).collect();
        assert_eq!(persons, [0, 1, 2, 1, 1]);
    }
}
