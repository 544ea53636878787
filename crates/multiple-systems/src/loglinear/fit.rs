//! Maximum likelihood by Newton's method (iteratively reweighted least squares).
//!
//! All products with the design matrix are sums over subsets. The fit must never be taken for an
//! estimate before [`crate::existence`] has said that one exists: without a maximum the method
//! walks towards infinity until it is stopped.

use super::cholesky::Cholesky;
use super::design::Design;
use super::sums::{subset_sums, superset_sums};
use statrs::function::factorial::ln_factorial;

/// The most steps; a maximum that exists takes fewer than ten as a rule.
const MOST_STEPS: usize = 80;

/// What a fit found.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Effects by their bits, zero for those not in the design.
    pub effects: Vec<f64>,
    /// Mean number of people on no list.
    pub unseen: f64,
    /// Standard error of its logarithm.
    pub log_unseen_error: f64,
    /// Deviance against the saturated model.
    pub deviance: f64,
    /// Logarithm of the likelihood.
    pub log_likelihood: f64,
    /// Fitted number of people on all lists of each set of bits.
    pub fitted_margins: Vec<f64>,
}

/// Buffers that serve one fit after another.
#[derive(Debug, Clone)]
pub struct Fitter {
    lists: usize,
    effects: Vec<f64>,
    trial: Vec<f64>,
    linear: Vec<f64>,
    means: Vec<f64>,
    step: Vec<f64>,
    cholesky: Cholesky,
}

impl Fitter {
    /// Buffers for tables of `lists` lists.
    #[must_use]
    pub fn new(lists: usize) -> Self {
        let zeros = || vec![0.0; 1 << lists];
        Self {
            lists,
            effects: zeros(),
            trial: zeros(),
            linear: zeros(),
            means: zeros(),
            step: Vec::new(),
            cholesky: Cholesky::default(),
        }
    }

    /// Number of lists the buffers are for.
    #[must_use]
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// Fits `design` to `counts`, from the effects `start` (by bits) when given.
    pub fn fit(&mut self, design: &Design, counts: &[u64], start: Option<&[f64]>) -> Fit {
        self.maximise(design, counts, start);
        let (entropy, factorials) = constants(counts);
        if !self.decompose(design.effects()) {
            self.cholesky.clear();
        }
        self.describe(design, entropy, factorials)
    }

    /// Fits `design` to `counts` by the convention of the published figures: least squares from
    /// the counts plus 0.1, until the deviance changes by less than 10⁻⁸ of itself, standard
    /// errors from the weights of the last step. The distance to the maximum is far below
    /// anything that matters; the digits are those in print. Falls back to [`Fitter::fit`].
    pub fn fit_as_published(&mut self, design: &Design, counts: &[u64]) -> Fit {
        let (entropy, factorials) = constants(counts);
        let mut deviance = initial_deviance(design, counts);
        let mut solved = self.first_guess(design, counts);
        for _ in 0..25 {
            let objective = self.objective_at_effects(design);
            let next = self.deviance(design, entropy);
            if !solved || !objective.is_finite() {
                break;
            }
            if (next - deviance).abs() / (next.abs() + 0.1) < 1e-8 {
                return self.describe(design, entropy, factorials);
            }
            deviance = next;
            solved = self.direction(design).is_some();
            for (&effect, change) in design.effects().iter().zip(&self.step) {
                self.effects[usize::from(effect)] += change;
            }
        }
        self.fit(design, counts, None)
    }

    /// The deviance and the mean unseen of `design`, from the effects `start`; `None` as soon as
    /// the deviance is certain to end above `limit`.
    pub(crate) fn deviance_below(
        &mut self,
        design: &Design,
        counts: &[u64],
        entropy: f64,
        (start, limit): (&[f64], f64),
    ) -> Option<(f64, f64)> {
        self.effects.copy_from_slice(start);
        for &effect in design.empty_overlaps() {
            self.effects[usize::from(effect)] = 0.0;
        }
        self.objective_at_effects(design);
        for _ in 0..12 {
            let deviance = self.deviance(design, entropy);
            let Some(decrement) = self.direction(design) else {
                break;
            };
            // Close by, the deviance ends at `deviance − decrement`; twice that is a safe bound.
            if decrement < 0.5 && deviance - 2.0 * decrement > limit {
                return None;
            }
            for (&effect, change) in design.effects().iter().zip(&self.step) {
                self.effects[usize::from(effect)] += change;
            }
            let objective = self.objective_at_effects(design);
            if !objective.is_finite() {
                break;
            }
            if decrement < 1e-9 {
                return Some((self.deviance(design, entropy), self.effects[0].exp()));
            }
        }
        self.maximise(design, counts, None);
        Some((self.deviance(design, entropy), self.effects[0].exp()))
    }

    fn maximise(&mut self, design: &Design, counts: &[u64], start: Option<&[f64]>) {
        let usable = start.is_some_and(|start| {
            self.effects.fill(0.0);
            for &effect in design.effects() {
                self.effects[usize::from(effect)] = start[usize::from(effect)];
            }
            self.objective_at_effects(design).is_finite()
        });
        if !usable {
            self.first_guess(design, counts);
        }
        let mut objective = self.objective_at_effects(design);
        for _ in 0..MOST_STEPS {
            let Some(decrement) = self.direction(design) else {
                break;
            };
            let done = decrement < 1e-11;
            let Some(next) = self.walk(design, objective, decrement) else {
                break;
            };
            objective = next;
            if done {
                break;
            }
        }
    }

    /// One step of least squares from means of the counts plus 0.1; false when it is singular.
    fn first_guess(&mut self, design: &Design, counts: &[u64]) -> bool {
        self.effects.fill(0.0);
        for (cell, &count) in counts.iter().enumerate() {
            let weight = if design.retains(cell) {
                count as f64 + 0.1
            } else {
                0.0
            };
            self.means[cell] = weight;
            self.linear[cell] = if weight > 0.0 {
                weight * weight.ln() - 0.1
            } else {
                0.0
            };
        }
        superset_sums(&mut self.means);
        superset_sums(&mut self.linear);
        let effects = design.effects();
        self.step.clear();
        self.step.extend(
            effects
                .iter()
                .map(|&effect| self.linear[usize::from(effect)]),
        );
        if !self.decompose(effects) {
            return false;
        }
        self.cholesky.forward(&mut self.step);
        self.cholesky.backward(&mut self.step);
        for (&effect, value) in effects.iter().zip(&self.step) {
            self.effects[usize::from(effect)] = *value;
        }
        true
    }

    fn decompose(&mut self, effects: &[u16]) -> bool {
        let means = &self.means;
        self.cholesky.fill(effects.len(), |row, column| {
            means[usize::from(effects[row] | effects[column])]
        });
        self.cholesky.decompose()
    }

    /// Newton's step into `step`, and its decrement gᵀH⁻¹g; `None` when the information is
    /// singular. Leaves the decomposition for the standard error.
    fn direction(&mut self, design: &Design) -> Option<f64> {
        let effects = design.effects();
        if !self.decompose(effects) {
            return None;
        }
        self.step.clear();
        for &effect in effects {
            let cell = usize::from(effect);
            self.step.push(design.margins()[cell] - self.means[cell]);
        }
        self.cholesky.forward(&mut self.step);
        let decrement = self.step.iter().map(|value| value * value).sum();
        self.cholesky.backward(&mut self.step);
        Some(decrement)
    }

    /// Moves along `step`, halving it until the likelihood grows; the new objective.
    fn walk(&mut self, design: &Design, objective: f64, decrement: f64) -> Option<f64> {
        self.trial.copy_from_slice(&self.effects);
        let mut share = 1.0;
        while share > 1e-6 {
            for (&effect, change) in design.effects().iter().zip(&self.step) {
                let cell = usize::from(effect);
                self.effects[cell] = self.trial[cell] + share * change;
            }
            let next = self.objective_at_effects(design);
            // Close to the maximum, rounding may hide the growth that the decrement promises.
            if next < objective || (next.is_finite() && decrement < 1e-4) {
                return Some(next);
            }
            share /= 2.0;
        }
        self.effects.copy_from_slice(&self.trial);
        self.objective_at_effects(design);
        None
    }

    /// Minus the log-likelihood without its constants; leaves the fitted margins in `means`.
    fn objective_at_effects(&mut self, design: &Design) -> f64 {
        self.linear.copy_from_slice(&self.effects);
        subset_sums(&mut self.linear);
        for (cell, mean) in self.means.iter_mut().enumerate() {
            *mean = if design.retains(cell) {
                self.linear[cell].exp()
            } else {
                0.0
            };
        }
        superset_sums(&mut self.means);
        self.means[0] - self.fitted_product(design)
    }

    /// Σ count · logarithm of the mean, by sufficient statistics.
    fn fitted_product(&self, design: &Design) -> f64 {
        let effects = design.effects().iter().map(|&effect| usize::from(effect));
        effects
            .map(|cell| design.margins()[cell] * self.effects[cell])
            .sum()
    }

    fn deviance(&self, design: &Design, entropy: f64) -> f64 {
        let seen = design.margins()[0];
        2.0 * (entropy - self.fitted_product(design) - seen + self.means[0])
    }

    /// What was found; the standard error is that of the present decomposition.
    fn describe(&self, design: &Design, entropy: f64, factorials: f64) -> Fit {
        let pivot = self.cholesky.last_pivot();
        Fit {
            effects: self.effects.clone(),
            unseen: self.effects[0].exp(),
            log_unseen_error: 1.0 / pivot,
            deviance: self.deviance(design, entropy),
            log_likelihood: self.fitted_product(design) - self.means[0] - factorials,
            fitted_margins: self.means.clone(),
        }
    }
}

/// The deviance of means that are the counts plus 0.1.
fn initial_deviance(design: &Design, counts: &[u64]) -> f64 {
    let retained = counts
        .iter()
        .enumerate()
        .filter(|(cell, _)| design.retains(*cell));
    let terms = retained.map(|(_, &count)| {
        let count = count as f64;
        let surprise = if count > 0.0 {
            count * (count / (count + 0.1)).ln()
        } else {
            0.0
        };
        2.0 * (surprise + 0.1)
    });
    terms.sum()
}

/// Σ n·ln n and Σ ln n! of the counts.
fn constants(counts: &[u64]) -> (f64, f64) {
    (
        entropy(counts),
        counts.iter().map(|&count| ln_factorial(count)).sum(),
    )
}

/// Σ n·ln n of the counts.
pub(crate) fn entropy(counts: &[u64]) -> f64 {
    let seen = counts
        .iter()
        .filter(|&&count| count > 0)
        .map(|&count| count as f64);
    seen.map(|count| count * count.ln()).sum()
}
