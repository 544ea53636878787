//! One model fitted to one table, and whether that has an answer.

use crate::{
    CaptureTable,
    existence::{Existence, assess},
    loglinear::{Design, Fit, Fitter, Model},
};
use statrs::distribution::{ContinuousCDF, Normal};

/// The fit of one model to one table.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelFit {
    /// The interactions of the model, in the order in which they were given.
    pub model: Model,
    /// Those of them in whose overlap nobody was seen: their effects are −∞.
    pub empty_overlaps: Vec<u16>,
    /// Whether the estimate exists and is the only one.
    pub existence: Existence,
    /// People in all, seen or not. Only meaningful when `existence` is
    /// [`Existence::Unique`].
    pub population: f64,
    /// Standard error of the logarithm of the number of people not seen.
    pub log_unseen_error: f64,
    /// Deviance against the saturated model.
    pub deviance: f64,
    /// Logarithm of the Poisson likelihood, constants included.
    pub log_likelihood: f64,
    /// Effects in the model, the intercept, the main effects and those at −∞ included.
    pub parameters: usize,
    observed: f64,
}

impl ModelFit {
    /// Fits `model` to `table`.
    #[must_use]
    pub fn of(table: &CaptureTable, model: &Model) -> Self {
        let mut fitter = Fitter::new(table.lists());
        Self::with(&mut fitter, table.counts(), model)
    }

    /// Fits `model` to `counts` (all 2ᵗ cells in order of their bits).
    pub(crate) fn with(fitter: &mut Fitter, counts: &[u64], model: &Model) -> Self {
        let design = Design::new(counts, model);
        let existence = assess(&design, counts);
        let fit = fitter.fit_as_published(&design, counts);
        Self::assemble(model.clone(), &design, existence, &fit, counts)
    }

    pub(crate) fn assemble(
        model: Model,
        design: &Design,
        existence: Existence,
        fit: &Fit,
        counts: &[u64],
    ) -> Self {
        let observed = counts.iter().sum::<u64>() as f64;
        Self {
            parameters: model.parameters(design.lists()),
            model,
            empty_overlaps: design.empty_overlaps().to_vec(),
            existence,
            population: observed + fit.unseen,
            log_unseen_error: fit.log_unseen_error,
            deviance: fit.deviance,
            log_likelihood: fit.log_likelihood,
            observed,
        }
    }

    /// Akaike's criterion; effects at −∞ count as parameters.
    #[must_use]
    pub fn aic(&self) -> f64 {
        2.0 * self.parameters as f64 - 2.0 * self.log_likelihood
    }

    /// Schwarz's criterion, up to the constant of the data; the sample size is the number of
    /// people seen.
    #[must_use]
    pub fn bic(&self) -> f64 {
        self.observed.ln() * self.parameters as f64 - 2.0 * self.log_likelihood
    }

    /// Wald interval for the population at `level` (say 0.95): normal on the logarithm of the
    /// number of people not seen. `None` when the estimate does not exist or is not unique.
    #[must_use]
    pub fn wald(&self, level: f64) -> Option<(f64, f64)> {
        if self.existence != Existence::Unique || !self.log_unseen_error.is_finite() {
            return None;
        }
        let standard = Normal::standard().inverse_cdf(0.5 + level / 2.0);
        let middle = (self.population - self.observed).ln();
        let reach = standard * self.log_unseen_error;
        let bounds = (
            self.observed + (middle - reach).exp(),
            self.observed + (middle + reach).exp(),
        );
        bounds.1.is_finite().then_some(bounds)
    }
}
