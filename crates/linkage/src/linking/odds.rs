//! From ratios of likelihood to odds, knowing that a row matches at most one row of another list.
//!
//! Among rows of which M match, the odds of one more link are M / ((a − M)(b − M)): where nearly
//! everybody matches, the last two rows left are probably one person (the prior on bipartite
//! matchings of Fortunato 2010 and Sadinle 2017). M is estimated together with the links.

use crate::fellegi_sunter::{ListPair, logistic};

/// Rounds of estimating how many rows match.
const ROUNDS: usize = 30;
/// Share of rows of a list that are taken to be unmatched at least.
const LEAST_UNMATCHED: f64 = 0.005;

/// Two nodes and the logarithm of the odds that they are one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weighted {
    pub(crate) one: usize,
    pub(crate) other: usize,
    pub(crate) log_odds: f64,
}

/// The sides of a comparison: rows that can match, and decoys beside each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) one: f64,
    pub(crate) other: f64,
    pub(crate) encodings_per_row: f64,
}

/// Logarithm of the odds of a link before its evidence.
pub(crate) fn prior(pair: ListPair, sizes: Sizes, matches: f64) -> f64 {
    let decoys = 2.0 * sizes.encodings_per_row.ln();
    if pair.one == pair.other {
        let pairs = (sizes.one * (sizes.one - 1.0) / 2.0).max(1.0);
        return (matches / pairs).ln() - decoys;
    }
    let unmatched = |rows: f64| (rows - matches).max(LEAST_UNMATCHED * rows + 0.5);
    (matches / (unmatched(sizes.one) * unmatched(sizes.other))).ln() - decoys
}

/// The prior of a pair of lists with the number of matches that agrees with its own links.
pub(crate) fn settled_prior(pair: ListPair, sizes: Sizes, edges: &[(usize, usize, f64)]) -> f64 {
    if pair.one == pair.other {
        return prior(pair, sizes, pair.expected_matches.max(0.05));
    }
    let most = sizes.one.min(sizes.other);
    let mut matches = pair.expected_matches.clamp(0.05, most);
    for _ in 0..ROUNDS {
        let prior = prior(pair, sizes, matches);
        let weighted: Vec<Weighted> = edges
            .iter()
            .map(|(one, other, log_ratio)| Weighted {
                one: *one,
                other: *other,
                log_odds: prior + log_ratio,
            })
            .collect();
        let found: f64 = probabilities(&weighted)
            .iter()
            .sum::<f64>()
            .clamp(0.05, most);
        let settled = (found - matches).abs() < 0.01;
        matches = found;
        if settled {
            break;
        }
    }
    prior(pair, sizes, matches)
}

/// The probability of each edge between two lists, its rivals at both ends considered.
pub(crate) fn probabilities(edges: &[Weighted]) -> Vec<f64> {
    let mut sums = std::collections::BTreeMap::<usize, f64>::new();
    let odds = |edge: &Weighted| edge.log_odds.min(60.0).exp();
    for edge in edges {
        *sums.entry(edge.one).or_default() += odds(edge);
        *sums.entry(edge.other).or_default() += odds(edge);
    }
    edges
        .iter()
        .map(|edge| {
            let rivals =
                (sums[&edge.one] - odds(edge)).max(0.0) + (sums[&edge.other] - odds(edge)).max(0.0);
            logistic(edge.log_odds.min(60.0) - rivals.ln_1p())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: ListPair = ListPair {
        one: 0,
        other: 1,
        expected_matches: 50.0,
    };
    const SIZES: Sizes = Sizes {
        one: 100.0,
        other: 100.0,
        encodings_per_row: 1.0,
    };

    #[test]
    fn where_most_rows_match_a_link_needs_less_evidence() {
        assert!(prior(PAIR, SIZES, 95.0) > prior(PAIR, SIZES, 50.0));
        assert!(prior(PAIR, SIZES, 50.0) > prior(PAIR, SIZES, 5.0));
        assert!((prior(PAIR, SIZES, 50.0) - (50.0_f64 / 2500.0).ln()).abs() < 1e-12);
    }

    #[test]
    fn a_rival_takes_half() {
        let edge = |other| Weighted {
            one: 0,
            other,
            log_odds: 10.0,
        };
        assert!(probabilities(&[edge(1)])[0] > 0.999);
        for probability in probabilities(&[edge(1), edge(2)]) {
            assert!((probability - 0.5).abs() < 0.001);
        }
    }
}
