//! Selection among all hierarchical models by Schwarz's criterion (BIC).
//!
//! Silverman, Chan & Vincent (2024): order the models by BIC, estimate from the best whose
//! estimate exists, and let every bootstrap replicate choose again among the top n. The sample
//! size in the criterion is the number of people seen; effects at −∞ count. A model without an
//! estimate must never be chosen however low its BIC (Rcapture's 1.8·10¹¹ for Korea).

mod catalogue;
mod neighbours;
mod top;

pub use catalogue::{Catalogue, MOST_MODELS};
pub use top::TopModels;

use crate::existence::{Existence, assess};
use crate::{CaptureTable, Error};
use crate::{
    ModelFit,
    loglinear::{Design, Fitter, Model},
};
use rayon::prelude::*;

/// How the models were searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchMode {
    /// All hierarchical models up to the order.
    Exhaustive,
    /// There are too many: steps to better neighbours from several starts.
    Neighbourhood,
}

/// The models with an estimate, best first.
#[derive(Debug, Clone)]
pub struct Selection {
    /// How they were found.
    pub mode: SearchMode,
    /// Models fitted.
    pub fitted: usize,
    /// The best models with an estimate, best first, at most as many as asked for.
    pub top: Vec<ModelFit>,
}

/// Highest order of interactions and number of models kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    order: u32,
    keep: usize,
    most_models: usize,
}

impl Scope {
    /// # Errors
    /// [`Error::Option`] for an order below 1 or for keeping none.
    pub fn parse(order: u32, keep: usize) -> Result<Self, Error> {
        let fault = |option, value: usize, rule| {
            Err(Error::Option {
                option,
                value: value.to_string(),
                rule,
            })
        };
        match (order, keep) {
            (0, _) | (11.., _) => fault("order", order as usize, "choose 1 to 10"),
            (_, 0) | (_, 10_001..) => fault("top", keep, "choose 1 to 10000"),
            _ => Ok(Self {
                order,
                keep,
                most_models: MOST_MODELS,
            }),
        }
    }

    /// Everything but the saturated model for up to four lists, pairs for more; the best 100.
    #[must_use]
    pub fn usual(lists: usize) -> Self {
        Self {
            order: if lists <= 4 { lists as u32 - 1 } else { 2 },
            keep: 100,
            most_models: MOST_MODELS,
        }
    }

    /// For many runs: the best model alone, and a search where more than 2,000 would be fitted.
    pub(crate) fn best_alone(lists: usize) -> Self {
        Self {
            keep: 1,
            most_models: 2_000,
            ..Self::usual(lists)
        }
    }
}

/// Orders the models of `table` by BIC.
#[must_use]
pub fn select(table: &CaptureTable, scope: Scope) -> Selection {
    let order = scope.order.min(table.lists() as u32 - 1);
    let (mode, mut scored) = match Catalogue::within(table.lists(), order, scope.most_models) {
        Some(catalogue) => (SearchMode::Exhaustive, score_all(table, catalogue.models())),
        None => (SearchMode::Neighbourhood, neighbours::search(table, order)),
    };
    scored.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    let fitted = scored.len();
    let mut fitter = Fitter::new(table.lists());
    let mut top = Vec::new();
    for (model, _) in scored {
        if top.len() == scope.keep {
            break;
        }
        let design = Design::new(table.counts(), &model);
        if assess(&design, table.counts()) == Existence::Unique {
            top.push(ModelFit::with(&mut fitter, table.counts(), &model));
        }
    }
    Selection { mode, fitted, top }
}

/// Deviance plus the penalty, which orders models as BIC does.
fn score(counts: &[u64], fitter: &mut Fitter, model: &Model) -> f64 {
    let design = Design::new(counts, model);
    let fit = fitter.fit(&design, counts, None);
    fit.deviance + design.margins()[0].ln() * model.parameters(design.lists()) as f64
}

fn score_all(table: &CaptureTable, models: Vec<Model>) -> Vec<(Model, f64)> {
    let fresh = || Fitter::new(table.lists());
    let score_one = |fitter: &mut Fitter, model: Model| {
        let score = score(table.counts(), fitter, &model);
        (model, score)
    };
    models.into_par_iter().map_init(fresh, score_one).collect()
}
