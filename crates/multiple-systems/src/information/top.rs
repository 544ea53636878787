//! The top models as an estimator: each data set chooses among them anew.
//!
//! Models are tried from the best on, and given up as soon as they cannot win; the one chosen must
//! have an estimate on the data at hand.

use super::Selection;
use crate::bootstrap::Estimator;
use crate::existence::{Existence, assess};
use crate::loglinear::{Design, Fitter, Model, entropy, superset_sums};
use crate::{CaptureTable, Error};

/// Without an estimate the unseen grow with every step of the fit; beyond this multiple of the
/// people seen they have run away.
const UNBOUNDED: f64 = 1e6;

/// The best `n` models of a selection, with their effects on the original data as starts.
#[derive(Debug, Clone)]
pub struct TopModels {
    models: Vec<(Model, Vec<f64>)>,
}

impl TopModels {
    /// The best `number` models of `selection` on `table`.
    ///
    /// # Errors
    /// [`Error::Option`] when no model has an estimate.
    pub fn new(table: &CaptureTable, selection: &Selection, number: usize) -> Result<Self, Error> {
        let mut fitter = Fitter::new(table.lists());
        let mut models = Vec::new();
        for fit in selection.top.iter().take(number.max(1)) {
            let design = Design::new(table.counts(), &fit.model);
            let effects = fitter.fit(&design, table.counts(), None).effects;
            models.push((fit.model.clone(), effects));
        }
        if models.is_empty() {
            return Err(Error::Option {
                option: "method",
                value: "bic".to_owned(),
                rule: "no model has an estimate on these data",
            });
        }
        Ok(Self { models })
    }

    /// Scores of the models that may win, best first: score, place, unseen. Models that cannot
    /// beat the best so far are left out.
    fn ranking(&self, counts: &[u64], fitter: &mut Fitter, prune: bool) -> Vec<(f64, usize, f64)> {
        let mut margins: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
        superset_sums(&mut margins);
        let entropy = entropy(counts);
        let penalty = margins[0].ln();
        let mut best = f64::INFINITY;
        let mut ranking = Vec::new();
        for (place, (model, start)) in self.models.iter().enumerate() {
            let design = Design::with_margins(margins.clone(), model);
            let price = penalty * model.parameters(design.lists()) as f64;
            let limit = if prune { best - price } else { f64::INFINITY };
            let found = fitter.deviance_below(&design, counts, entropy, (start, limit));
            if let Some((deviance, unseen)) = found {
                best = best.min(deviance + price);
                ranking.push((deviance + price, place, unseen));
            }
        }
        ranking.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        ranking
    }

    fn exists(&self, counts: &[u64], place: usize) -> bool {
        let design = Design::new(counts, &self.models[place].0);
        assess(&design, counts) == Existence::Unique
    }
}

impl Estimator for TopModels {
    fn population(&self, counts: &[u64], fitter: &mut Fitter) -> f64 {
        let seen = counts.iter().sum::<u64>() as f64;
        let pruned = self.ranking(counts, fitter, true);
        if let Some(&(_, place, unseen)) = pruned.first()
            && self.exists(counts, place)
        {
            return seen + unseen;
        }
        // The winner has no estimate here: all others come into question again. When none has one,
        // the winner's limit counts: the people unseen go to nobody, or without bound.
        let ranking = self.ranking(counts, fitter, false);
        let chosen = ranking
            .iter()
            .find(|&&(_, place, _)| self.exists(counts, place));
        match chosen.or(ranking.first()) {
            Some(&(_, _, unseen)) if unseen < UNBOUNDED * seen => seen + unseen,
            _ => f64::INFINITY,
        }
    }
}
