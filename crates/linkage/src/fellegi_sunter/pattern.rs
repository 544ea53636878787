//! How far two encodings agree, feature by feature, as one small number.
//!
//! Four bits a feature: 0 where either side says nothing, otherwise a level of agreement.

use crate::compare::Counts;

/// Levels of agreement, from 1 (not at all) to this one (equal, up to noise).
pub(crate) const TOP: u8 = 7;
/// Dice similarity, in hundredths, from which levels 2 to 7 begin.
const BEGINNINGS: [u32; 6] = [40, 50, 60, 67, 75, 88];

/// The level of a similarity.
pub(crate) fn level(similarity: f64) -> u8 {
    let reached = BEGINNINGS
        .iter()
        .filter(|beginning| similarity >= f64::from(**beginning) / 100.0);
    1 + u8::try_from(reached.count()).expect("there are six beginnings")
}

/// The level of two filters without noise.
#[inline]
pub(crate) fn level_of_counts(counts: Counts) -> u8 {
    let weights = counts.one + counts.other;
    if weights == 0 {
        return 1;
    }
    let reached = |beginning: u32| u8::from(200 * counts.common >= beginning * weights);
    1 + BEGINNINGS.into_iter().map(reached).sum::<u8>()
}

/// The levels of all features of a pair; the national number stands behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Pattern(u64);

impl Pattern {
    /// The pattern with the level of one feature.
    pub(crate) fn with(self, feature: usize, level: u8) -> Self {
        let others = self.0 & !(15 << (4 * feature));
        Self(others | u64::from(level) << (4 * feature))
    }

    /// The level of a feature; 0 where there is no evidence.
    pub(crate) fn level(self, feature: usize) -> u8 {
        (self.0 >> (4 * feature) & 15) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_rise_with_similarity() {
        let levels: Vec<u8> = [0.0, 0.45, 0.55, 0.63, 0.7, 0.8, 1.0]
            .into_iter()
            .map(level)
            .collect();
        assert_eq!(levels, [1, 2, 3, 4, 5, 6, TOP]);
    }

    #[test]
    fn levels_in_whole_numbers_are_the_levels() {
        for one in 0..120 {
            for other in 0..120 {
                for common in 0..=one.min(other) {
                    let counts = Counts {
                        common,
                        one,
                        other,
                        bits: 256,
                    };
                    let dice = crate::compare::Noise(0.0).dice(counts);
                    assert_eq!(level_of_counts(counts), level(dice), "{counts:?}");
                }
            }
        }
    }

    #[test]
    fn features_keep_their_place() {
        let pattern = Pattern::default().with(0, 3).with(15, TOP);
        assert_eq!(
            (pattern.level(0), pattern.level(7), pattern.level(15)),
            (3, 0, TOP)
        );
    }
}
