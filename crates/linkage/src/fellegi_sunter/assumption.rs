//! Checks what the model takes for granted: that features agree independently.
//!
//! A suburb and its postcode agree together; then their weights say the same thing twice and
//! probabilities are too sure. The check tells which features do so, it never hides it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pattern::{Pattern, TOP};

/// Pairs of features are reported from this ratio of seen to expected joint agreement.
const NOTABLE: f64 = 2.0;
/// Fewest expected and seen joint agreements for a ratio to mean something.
const FEWEST: f64 = 20.0;

/// Two features that agree together more often than independence allows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dependence {
    /// Label of one feature.
    pub one: String,
    /// Label of the other.
    pub other: String,
    /// Joint agreement seen among random pairs, divided by what independence expects.
    pub ratio: f64,
}

/// The pairs of features that agree together at least twice as often among random pairs as
/// independence expects, strongest first.
pub(crate) fn dependences(random: &BTreeMap<Pattern, f64>, labels: &[String]) -> Vec<Dependence> {
    let mut found = Vec::new();
    for (a, one) in labels.iter().enumerate() {
        for (b, other) in labels.iter().enumerate().skip(a + 1) {
            let (mut both, mut agree_a, mut agree_b, mut agree) = (0.0, 0.0, 0.0, 0.0);
            for (pattern, count) in random {
                let (level_a, level_b) = (pattern.level(a), pattern.level(b));
                if level_a == 0 || level_b == 0 {
                    continue;
                }
                both += count;
                agree_a += if level_a == TOP { *count } else { 0.0 };
                agree_b += if level_b == TOP { *count } else { 0.0 };
                agree += if level_a == TOP && level_b == TOP {
                    *count
                } else {
                    0.0
                };
            }
            let expected: f64 = if both > 0.0 {
                agree_a * agree_b / both
            } else {
                0.0
            };
            if agree >= FEWEST && agree >= NOTABLE * expected {
                found.push(Dependence {
                    one: one.clone(),
                    other: other.clone(),
                    ratio: agree / expected,
                });
            }
        }
    }
    found.sort_by(|one, other| other.ratio.total_cmp(&one.ratio));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<String> {
        ["suburb", "postcode", "name"].map(str::to_owned).to_vec()
    }

    fn pattern(levels: [u8; 3]) -> Pattern {
        levels
            .into_iter()
            .enumerate()
            .fold(Pattern::default(), |pattern, (feature, level)| {
                pattern.with(feature, level)
            })
    }

    #[test]
    fn a_suburb_and_its_postcode_are_found() {
        let random = BTreeMap::from([
            (pattern([TOP, TOP, 1]), 90.0),
            (pattern([TOP, 1, 1]), 10.0),
            (pattern([1, TOP, TOP]), 10.0),
            (pattern([1, 1, TOP]), 890.0),
            (pattern([1, 1, 1]), 9000.0),
        ]);
        let found = dependences(&random, &labels());
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].one.as_str(), found[0].other.as_str()),
            ("suburb", "postcode")
        );
        assert!((found[0].ratio - 90.0).abs() < 1e-9);
    }

    #[test]
    fn independent_features_are_not_reported() {
        let mut random = BTreeMap::new();
        for a in [1, TOP] {
            for b in [1, TOP] {
                let share = |level| if level == TOP { 0.1 } else { 0.9 };
                random.insert(pattern([a, b, 1]), 1e5 * share(a) * share(b));
            }
        }
        assert!(dependences(&random, &labels()).is_empty());
    }
}
