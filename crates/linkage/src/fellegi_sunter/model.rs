//! The probabilities of Fellegi & Sunter (1969), estimated by expectation maximisation (Winkler
//! 1988; Jaro 1989).
//!
//! How often non-matches agree (u) is counted on random pairs, nearly all of which are
//! non-matches; how often matches agree (m) and how many pairs match (λ) are estimated together.
//! Weak priors keep small lists from probabilities of 0 and 1.

use std::collections::BTreeMap;

use super::pattern::{Pattern, TOP};

/// Levels, the one for "no evidence" included.
pub(crate) const LEVELS: usize = TOP as usize + 1;
/// What matches are taken to do before any was seen, worth [`PRIOR_MATCHES`] of them.
const PRIOR_M: [f64; LEVELS] = [0.0, 0.05, 0.01, 0.02, 0.02, 0.02, 0.04, 0.84];
/// Weight of the prior of matches.
const PRIOR_MATCHES: f64 = 4.0;
/// What non-matches are taken to do, worth [`PRIOR_PAIRS`] of them.
const PRIOR_U: [f64; LEVELS] = [0.0, 0.91, 0.02, 0.01, 0.01, 0.01, 0.01, 0.03];
/// Weight of the prior of non-matches.
const PRIOR_PAIRS: f64 = 8.0;
/// No probability of agreement lies nearer to 0 or 1 than this.
const CAP: f64 = 1e-6;
/// Most rounds of estimation.
const MOST_ROUNDS: usize = 200;
/// Estimation has settled when the expected number of matches moves by less than this share.
const SETTLED: f64 = 1e-6;

/// Probabilities of each level of each feature.
pub(crate) type Table = Vec<[f64; LEVELS]>;

/// Patterns and how many pairs show them, for one pair of lists.
pub(crate) struct Stratum {
    /// Pairs of encodings in all.
    pub(crate) pairs: f64,
    /// Candidate patterns with their counts.
    pub(crate) patterns: BTreeMap<Pattern, f64>,
    /// Most matches there can be.
    pub(crate) most_matches: f64,
}

/// Estimated probabilities.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// Probability of each level among matches, where there is evidence.
    pub(crate) m: Table,
    /// The same among non-matches.
    pub(crate) u: Table,
    /// Natural logarithm of m / u, made to rise with the level.
    pub(crate) weights: Table,
    /// Logarithm of the odds that a random pair matches, for each stratum.
    pub(crate) prior_log_odds: Vec<f64>,
    /// Whether estimation settled.
    pub(crate) converged: bool,
}

impl Model {
    /// Estimates the model. `random` holds patterns of random pairs with their counts; the
    /// `number` feature, if any, is unique in the population and agrees by chance hardly ever.
    pub(crate) fn estimate(
        strata: &[Stratum],
        random: &BTreeMap<Pattern, f64>,
        features: usize,
        number: Option<usize>,
    ) -> Self {
        let observed = frequencies(random, features, &PRIOR_U, PRIOR_PAIRS);
        let pairs: f64 = strata.iter().map(|stratum| stratum.pairs).sum();
        let mut matches: Vec<f64> = strata.iter().map(|s| 0.3 * s.most_matches).collect();
        let mut model = Self {
            m: vec![PRIOR_M; features],
            u: observed.clone(),
            weights: Vec::new(),
            prior_log_odds: Vec::new(),
            converged: false,
        };
        model.settle_number(number, strata);
        for _ in 0..MOST_ROUNDS {
            model.weigh(strata, &matches);
            let mut sums = vec![[0.0; LEVELS]; features];
            let mut expected = vec![0.0; strata.len()];
            for (index, stratum) in strata.iter().enumerate() {
                for (pattern, count) in &stratum.patterns {
                    let share = count * model.probability(index, *pattern);
                    expected[index] += share;
                    for (feature, sum) in sums.iter_mut().enumerate() {
                        sum[usize::from(pattern.level(feature))] += share;
                    }
                }
            }
            for (m, sum) in model.m.iter_mut().zip(&sums) {
                *m = smoothed(sum, &PRIOR_M, PRIOR_MATCHES);
            }
            let total: f64 = expected.iter().sum();
            let share = total / pairs;
            for ((u, observed), m) in model.u.iter_mut().zip(&observed).zip(&model.m) {
                *u = without_matches(observed, m, share);
            }
            model.settle_number(number, strata);
            let before: f64 = matches.iter().sum();
            for ((found, expected), stratum) in matches.iter_mut().zip(&expected).zip(strata) {
                *found = expected.clamp(0.05, stratum.most_matches);
            }
            if (matches.iter().sum::<f64>() - before).abs() <= SETTLED * before {
                model.converged = true;
                break;
            }
        }
        model.weigh(strata, &matches);
        model
    }

    /// Logarithm of the odds that a pair of a stratum with this pattern matches.
    pub(crate) fn log_odds(&self, stratum: usize, pattern: Pattern) -> f64 {
        let evidence = self.weights.iter().enumerate();
        let evidence = evidence.map(|(index, weights)| weights[usize::from(pattern.level(index))]);
        self.prior_log_odds[stratum] + evidence.sum::<f64>()
    }

    /// Random pairs less the matches among them, by the first stratum's odds.
    pub(crate) fn without_matches(
        &self,
        random: &BTreeMap<Pattern, f64>,
    ) -> BTreeMap<Pattern, f64> {
        let rest = |pattern: &Pattern, count: &f64| count * (1.0 - self.probability(0, *pattern));
        random
            .iter()
            .map(|(pattern, count)| (*pattern, rest(pattern, count)))
            .collect()
    }

    fn probability(&self, stratum: usize, pattern: Pattern) -> f64 {
        logistic(self.log_odds(stratum, pattern))
    }

    /// A national number agrees among non-matches once in as many pairs as there are.
    fn settle_number(&mut self, number: Option<usize>, strata: &[Stratum]) {
        if let Some(number) = number {
            let pairs: f64 = strata.iter().map(|stratum| stratum.pairs).sum();
            let chance = (1.0 / pairs).clamp(1e-9, 1e-4);
            self.u[number] = [
                0.0,
                1.0 - chance,
                chance,
                chance,
                chance,
                chance,
                chance,
                chance,
            ];
        }
    }

    /// Turns probabilities into weights.
    fn weigh(&mut self, strata: &[Stratum], matches: &[f64]) {
        self.prior_log_odds = strata
            .iter()
            .zip(matches)
            .map(|(stratum, matches)| {
                let share = (matches / stratum.pairs).clamp(1e-15, 0.5);
                (share / (1.0 - share)).ln()
            })
            .collect();
        self.weights = self
            .m
            .iter()
            .zip(&self.u)
            .map(|(m, u)| {
                let mut weights = [0.0; LEVELS];
                let mut ceiling = f64::INFINITY;
                for level in (1..LEVELS).rev() {
                    let m = m[level].clamp(CAP, 1.0 - CAP);
                    let u = u[level].clamp(1e-9, 1.0 - CAP);
                    ceiling = ceiling.min((m / u).ln());
                    weights[level] = ceiling;
                }
                weights
            })
            .collect();
    }
}

/// The probability behind logarithmic odds.
pub(crate) fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Shares of the levels among pairs with evidence.
fn frequencies(
    patterns: &BTreeMap<Pattern, f64>,
    features: usize,
    prior: &[f64; LEVELS],
    strength: f64,
) -> Table {
    let mut sums = vec![[0.0; LEVELS]; features];
    for (pattern, count) in patterns {
        for (feature, sum) in sums.iter_mut().enumerate() {
            sum[usize::from(pattern.level(feature))] += count;
        }
    }
    sums.iter()
        .map(|sum| smoothed(sum, prior, strength))
        .collect()
}

/// Counts with a prior, as shares that add to one; no evidence does not count.
fn smoothed(counts: &[f64; LEVELS], prior: &[f64; LEVELS], strength: f64) -> [f64; LEVELS] {
    let total: f64 = counts[1..].iter().sum::<f64>() + strength;
    let mut shares = [0.0; LEVELS];
    for level in 1..LEVELS {
        shares[level] = (counts[level] + strength * prior[level]) / total;
    }
    shares
}

/// Frequencies among random pairs less what the matches in them do.
fn without_matches(observed: &[f64; LEVELS], m: &[f64; LEVELS], share: f64) -> [f64; LEVELS] {
    let mut u = [0.0; LEVELS];
    for level in 1..LEVELS {
        let rest = (observed[level] - share * m[level]) / (1.0 - share);
        u[level] = rest.max(0.05 * observed[level]);
    }
    u
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Draws patterns of four features from known probabilities and finds them again.
    #[test]
    fn known_probabilities_are_found_again() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let (m_top, u_top) = (0.9, 0.05);
        let (matches, others) = (2_000, 200_000);
        let mut draw = |top: f64| {
            (0..4).fold(Pattern::default(), |pattern, feature| {
                pattern.with(feature, if random.random_bool(top) { TOP } else { 1 })
            })
        };
        let mut patterns = BTreeMap::new();
        for _ in 0..matches {
            *patterns.entry(draw(m_top)).or_insert(0.0) += 1.0;
        }
        for _ in 0..others {
            *patterns.entry(draw(u_top)).or_insert(0.0) += 1.0;
        }
        // Random pairs hold their share of matches, so here they are simply all pairs.
        let chance = patterns.clone();
        let stratum = Stratum {
            pairs: f64::from(matches + others),
            patterns,
            most_matches: 10_000.0,
        };
        let model = Model::estimate(&[stratum], &chance, 4, None);
        assert!(model.converged);
        let top = usize::from(TOP);
        for feature in 0..4 {
            assert!(
                (model.m[feature][top] - m_top).abs() < 0.02,
                "{:?}",
                model.m
            );
            assert!(
                (model.u[feature][top] - u_top).abs() < 0.005,
                "{:?}",
                model.u
            );
        }
        let found = logistic(model.prior_log_odds[0]) * f64::from(matches + others);
        assert!((found - 2_000.0).abs() < 200.0, "{found}");
    }

    #[test]
    fn missing_is_no_evidence() {
        let stratum = Stratum {
            pairs: 1e4,
            patterns: BTreeMap::from([(Pattern::default().with(0, TOP), 50.0)]),
            most_matches: 100.0,
        };
        let random = BTreeMap::from([(Pattern::default().with(0, 1).with(1, 1), 1e4)]);
        let model = Model::estimate(&[stratum], &random, 2, None);
        assert_eq!(
            model.log_odds(0, Pattern::default()),
            model.prior_log_odds[0]
        );
    }
}
