//! How far two encodings agree, feature by feature, as one small number.
//!
//! Four bits a feature: 0 where either side says nothing, otherwise a level of agreement.

/// Levels of agreement, from 1 (not at all) to this one (equal, up to noise).
pub(crate) const TOP: u8 = 5;
/// Dice similarity from which levels 2, 3, 4 and 5 begin.
const BEGINNINGS: [f64; 4] = [0.45, 0.60, 0.74, 0.88];

/// The level of a similarity.
pub(crate) fn level(similarity: f64) -> u8 {
    let reached = BEGINNINGS
        .iter()
        .filter(|beginning| similarity >= **beginning);
    1 + u8::try_from(reached.count()).expect("there are four beginnings")
}

/// The levels of all features of a pair; the national number stands behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Pattern(u64);

impl Pattern {
    /// The pattern with the level of one feature set; each is set once at most.
    pub(crate) fn with(self, feature: usize, level: u8) -> Self {
        Self(self.0 | u64::from(level) << (4 * feature))
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
        let levels: Vec<u8> = [0.0, 0.5, 0.7, 0.8, 1.0].into_iter().map(level).collect();
        assert_eq!(levels, [1, 2, 3, 4, TOP]);
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
