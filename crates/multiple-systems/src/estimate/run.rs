//! Runs one method and words its result.
//!
//! Methods work on the canonical table; names are those of the original. A number that is not
//! finite must be turned into its absence here.

use super::report::{Diagnostics, MethodResult};
use super::{Method, Options};
use crate::ModelFit;
use crate::bootstrap::{self, Bca, Estimator};
use crate::capture::Canonical;
use crate::chains::Summary;
use crate::decomposable::{self, Prior};
use crate::existence::Existence;
use crate::information::{self, Scope, TopModels};
use crate::latent;
use crate::progress::Progress;
use crate::sensitivity::{bounded, finite};
use crate::{CaptureTable, Error, shrinkage, stepwise};
use std::cmp::Reverse;

/// Models among which the bootstrap of the BIC method chooses.
const TOP: usize = 100;

const UNSETTLED: &str = "the chains do not agree: the posterior has several modes or the run is \
                         too short; the estimate is not reliable";

struct Context<'a> {
    table: &'a CaptureTable,
    canonical: &'a Canonical,
    options: &'a Options,
    progress: &'a dyn Progress,
}

/// Runs `method` on the canonical form of `table`.
pub(super) fn run(
    method: Method,
    table: &CaptureTable,
    canonical: &Canonical,
    options: &Options,
    progress: &dyn Progress,
) -> Result<MethodResult, Error> {
    let context = Context {
        table,
        canonical,
        options,
        progress,
    };
    match method {
        Method::Stepwise => context.stepwise(),
        Method::Bic => context.bic(),
        Method::Decomposable => Ok(context.decomposable()),
        Method::LatentClass => context.latent_class(),
        Method::BayesianThreshold => context.bayesian_threshold(),
    }
}

impl Context<'_> {
    fn stepwise(&self) -> Result<MethodResult, Error> {
        let threshold = self.options.threshold;
        let chosen = stepwise::select(&self.canonical.table, threshold);
        let mut result = self.fitted(Method::Stepwise, &chosen.fit);
        result.model = self.labels(chosen.fit.model.interactions());
        let entered = chosen.entries.iter().map(|entry| entry.ln_probability);
        // A probability of zero has no finite logarithm; it is shown as the lowest there is.
        result.diagnostics.ln_entry_probabilities =
            Some(entered.map(|value| value.max(f64::MIN)).collect());
        if result.estimate.is_none() {
            result
                .diagnostics
                .notes
                .push("nobody is on two lists: there is no upper bound");
            return Ok(result);
        }
        self.intervals(
            &mut result,
            &threshold,
            chosen.population,
            "stepwise bootstrap",
        )?;
        Ok(result)
    }

    fn bic(&self) -> Result<MethodResult, Error> {
        let table = &self.canonical.table;
        let selection = information::select(table, Scope::usual(table.lists()));
        let Some(best) = selection.top.first() else {
            return Ok(MethodResult::nothing(
                Method::Bic,
                Some("no model has an estimate"),
            ));
        };
        let mut result = self.fitted(Method::Bic, best);
        result.model = self.sorted_labels(&best.model.generators());
        result.diagnostics.search = Some(selection.mode);
        result.diagnostics.models = Some(selection.fitted);
        let top = TopModels::new(table, &selection, TOP)?;
        self.intervals(&mut result, &top, best.population, "BIC bootstrap")?;
        Ok(result)
    }

    fn decomposable(&self) -> MethodResult {
        let table = &self.canonical.table;
        let Ok(posterior) = decomposable::posterior(table, Prior::usual(table.lists())) else {
            let note = "there are too many graphs on more than six lists";
            return MethodResult::nothing(Method::Decomposable, Some(note));
        };
        let mut notes = Vec::new();
        if posterior.beyond > 0.01 {
            notes.push("part of the posterior lies far beyond: another model is nearly as likely");
        }
        MethodResult {
            estimate: finite(posterior.mean),
            interval80: bounded(posterior.interval80),
            interval95: bounded(posterior.interval95),
            model: self.sorted_labels(&posterior.best.0),
            diagnostics: Diagnostics {
                models: Some(posterior.graphs),
                model_probability: finite(posterior.best.1),
                share_beyond_reach: finite(posterior.beyond),
                median: finite(posterior.median),
                notes,
                ..Diagnostics::default()
            },
            ..MethodResult::nothing(Method::Decomposable, None)
        }
    }

    fn latent_class(&self) -> Result<MethodResult, Error> {
        let seed = self.options.replication.seed();
        let table = &self.canonical.table;
        let summary =
            latent::sample_until_settled(table, self.options.latent, seed, self.progress)?;
        Ok(sampled(Method::LatentClass, &summary, summary.mean))
    }

    fn bayesian_threshold(&self) -> Result<MethodResult, Error> {
        let seed = self.options.replication.seed();
        let found = shrinkage::threshold(&self.canonical.table, seed, self.progress)?;
        let summary = found.population;
        let mut result = sampled(Method::BayesianThreshold, &summary, summary.median);
        result.model = self.sorted_labels(&found.pairs);
        Ok(result)
    }

    fn fitted(&self, name: Method, fit: &ModelFit) -> MethodResult {
        let unique = fit.existence == Existence::Unique;
        MethodResult {
            estimate: unique.then_some(fit.population).and_then(finite),
            wald95: fit.wald(0.95).and_then(bounded),
            existence: Some(fit.existence),
            diagnostics: Diagnostics {
                empty_overlaps: Some(self.sorted_labels(&fit.empty_overlaps)),
                deviance: finite(fit.deviance),
                aic: finite(fit.aic()),
                bic: finite(fit.bic()),
                ..Diagnostics::default()
            },
            ..MethodResult::nothing(name, None)
        }
    }

    fn intervals(
        &self,
        result: &mut MethodResult,
        estimator: &dyn Estimator,
        estimate: f64,
        stage: &'static str,
    ) -> Result<(), Error> {
        let replication = self.options.replication;
        let table = &self.canonical.table;
        let listener = (self.progress, stage);
        let bca = bootstrap::run_until_placed(table, estimator, estimate, replication, listener)?;
        result.acceleration = bca.acceleration();
        result.interval80 = bca.interval(0.8).ok().and_then(bounded);
        result.interval95 = bca.interval(0.95).ok().and_then(bounded);
        describe(&mut result.diagnostics, &bca);
        Ok(())
    }

    /// Labels in the order of the lists as written, for models without an order of their own.
    fn sorted_labels(&self, effects: &[u16]) -> Vec<String> {
        let mut original: Vec<u16> = effects
            .iter()
            .map(|&effect| self.canonical.original(effect))
            .collect();
        original.sort_by_key(|effect| (effect.count_ones(), Reverse(effect.reverse_bits())));
        original
            .iter()
            .map(|&effect| self.table.label(effect))
            .collect()
    }

    fn labels(&self, effects: &[u16]) -> Vec<String> {
        let label = |&effect: &u16| self.table.label(self.canonical.original(effect));
        effects.iter().map(label).collect()
    }
}

fn describe(diagnostics: &mut Diagnostics, bca: &Bca) {
    let probabilities = [
        ("0.025", 0.025),
        ("0.05", 0.05),
        ("0.1", 0.1),
        ("0.16", 0.16),
        ("0.84", 0.84),
        ("0.9", 0.9),
        ("0.95", 0.95),
        ("0.975", 0.975),
    ];
    let quantiles =
        probabilities.map(|(name, value)| (name, bca.raw_quantile(value).and_then(finite)));
    diagnostics.replicates = Some(bca.replicates().len());
    diagnostics.runaway_replicates = Some(bca.runaways());
    diagnostics.bias_correction = finite(bca.bias());
    diagnostics.bca_quantiles = Some(quantiles.into_iter().collect());
    diagnostics.degenerate80 = bca.interval(0.8).err();
    diagnostics.degenerate95 = bca.interval(0.95).err();
    if bca.bias().abs() > 0.5 {
        diagnostics
            .notes
            .push("the replicates lie mostly on one side of the estimate");
    }
}

fn sampled(name: Method, summary: &Summary, estimate: f64) -> MethodResult {
    if bounded(summary.interval95).and(finite(estimate)).is_none() {
        let note = "the posterior has no upper end: the lists hardly overlap";
        return MethodResult::nothing(name, Some(note));
    }
    let notes = if summary.settled() {
        Vec::new()
    } else {
        vec![UNSETTLED]
    };
    MethodResult {
        estimate: finite(estimate),
        interval80: Some(summary.interval80),
        interval95: Some(summary.interval95),
        diagnostics: Diagnostics {
            median: finite(summary.median),
            r_hat: finite(summary.r_hat),
            settled: Some(summary.settled()),
            effective_draws: finite(summary.effective_draws),
            notes,
            ..Diagnostics::default()
        },
        ..MethodResult::nothing(name, None)
    }
}
