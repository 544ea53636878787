//! Term frequencies: two people called Hoxha prove less than two with a rare surname.
//!
//! Values are hidden, so a value is as frequent as encodings of the same list resemble it. Only
//! the other encodings of a record's own list are asked, so its match never counts for itself.

use super::comparator::{Comparator, Weighed};
use super::model::Model;
use super::pattern::{Pattern, TOP};

/// Encodings that a value is held against.
const ASKED: usize = 600;
/// Pairs that the average frequency counts for.
const STRENGTH: f64 = 40.0;
/// A frequency moves the odds by no more than this factor.
const MOST: f64 = 32.0;

/// How often the values of one encoding occur, for each feature: agreeing and compared.
pub(crate) type Occurrence = Vec<(u32, u32)>;

/// Counts how often the values of an encoding occur in its own list.
pub(crate) fn occurrence(
    comparator: Comparator<'_>,
    list: &Weighed<'_>,
    record: u32,
) -> Occurrence {
    let features = comparator.features();
    let mut counts = vec![(0, 0); features];
    let stride = list.list.len().div_ceil(ASKED).max(1);
    let own_row = list.list.row(record as usize);
    for other in (0..list.list.len()).step_by(stride) {
        if list.list.row(other) == own_row {
            continue;
        }
        let other = u32::try_from(other).expect("records are counted in 32 bits");
        let pattern = comparator.compare(list, record, list, other);
        for (feature, (agreeing, compared)) in counts.iter_mut().enumerate() {
            let level = pattern.level(feature);
            *agreeing += u32::from(level == TOP);
            *compared += u32::from(level != 0);
        }
    }
    counts
}

/// What the frequencies of its values add to the logarithmic odds of a pair: for each feature that
/// agrees fully, how much rarer than average the agreed value is.
pub(crate) fn adjustment(
    model: &Model,
    pattern: Pattern,
    one: &Occurrence,
    other: &Occurrence,
    number: Option<usize>,
) -> f64 {
    let mut adjustment = 0.0;
    for (feature, u) in model.u.iter().enumerate() {
        if pattern.level(feature) != TOP || number == Some(feature) {
            continue;
        }
        let average = u[usize::from(TOP)];
        let agreeing = f64::from(one[feature].0 + other[feature].0);
        let compared = f64::from(one[feature].1 + other[feature].1);
        let frequency = (agreeing + STRENGTH * average) / (compared + STRENGTH);
        adjustment += (average / frequency).clamp(1.0 / MOST, MOST).ln();
    }
    adjustment
}
