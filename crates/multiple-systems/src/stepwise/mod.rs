//! Forward stepwise selection of two-list interactions.
//!
//! Chan, Silverman & Vincent (2021, section 3.2). From independence on, the pair whose number of
//! shared people is least likely under the present model enters, as long as its one-sided Poisson
//! probability is below the threshold and the larger model still has an estimate that exists and
//! is unique. The order of entry is part of the result and must never be sorted away.

mod poisson;

use crate::bootstrap::Estimator;
use crate::existence::{Existence, assess};
use crate::{CaptureTable, Error};
use crate::{
    ModelFit,
    loglinear::{Design, Fit, Fitter, Model},
};
use poisson::ln_smaller_tail;

/// Probability below which a pair may enter the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold(f64);

impl Threshold {
    /// The usual threshold of the method's authors.
    pub const USUAL: Self = Self(0.02);

    /// # Errors
    /// [`Error::Option`] unless above 0 and at most 0.5.
    pub fn parse(value: f64) -> Result<Self, Error> {
        if value > 0.0 && value <= 0.5 {
            Ok(Self(value))
        } else {
            Err(Error::Option {
                option: "threshold",
                value: value.to_string(),
                rule: "choose a probability above 0 and at most 0.5, such as 0.02",
            })
        }
    }

    /// The probability.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

/// One interaction that entered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The pair of lists, as bits.
    pub pair: u16,
    /// Logarithm of the probability at which it entered.
    pub ln_probability: f64,
}

/// The chosen model and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Stepwise {
    /// The fit of the chosen model; its interactions are in order of entry.
    pub fit: ModelFit,
    /// The interactions with the probabilities at which they entered.
    pub entries: Vec<Entry>,
    /// The estimate, infinite when the lists do not overlap at all.
    pub population: f64,
}

/// Selects a model for `table`.
#[must_use]
pub fn select(table: &CaptureTable, threshold: Threshold) -> Stepwise {
    let mut fitter = Fitter::new(table.lists());
    let search = Search::run(table.counts(), &mut fitter, threshold);
    let mut model = Model::independence();
    for entry in &search.entries {
        model = model.with(entry.pair);
    }
    let existence = assess(&search.design, table.counts());
    let fit = fitter.fit_as_published(&search.design, table.counts());
    Stepwise {
        population: population(&search.design, existence, fit.unseen),
        fit: ModelFit::assemble(model, &search.design, existence, &fit, table.counts()),
        entries: search.entries,
    }
}

/// Stepwise selection as an estimator to be bootstrapped.
impl Estimator for Threshold {
    fn population(&self, counts: &[u64], fitter: &mut Fitter) -> f64 {
        let search = Search::run(counts, fitter, *self);
        // Interactions only enter when the estimate exists; independence is taken unchecked.
        let existence = if search.entries.is_empty() {
            assess(&search.design, counts)
        } else {
            Existence::Unique
        };
        population(&search.design, existence, search.fit.unseen)
    }
}

/// The estimate, infinite when nobody is on two lists: then independence has no upper bound.
pub(crate) fn population(design: &Design, existence: Existence, unseen: f64) -> f64 {
    let margins = design.margins();
    let memberships: f64 = (0..design.lists()).map(|list| margins[1 << list]).sum();
    let no_overlap = memberships == margins[0];
    if existence != Existence::Unique && (no_overlap || unseen > 1e6 * margins[0]) {
        f64::INFINITY
    } else {
        margins[0] + unseen
    }
}

struct Search {
    design: Design,
    fit: Fit,
    entries: Vec<Entry>,
}

impl Search {
    fn run(counts: &[u64], fitter: &mut Fitter, threshold: Threshold) -> Self {
        let design = Design::new(counts, &Model::independence());
        let fit = fitter.fit(&design, counts, None);
        let mut search = Self {
            design,
            fit,
            entries: Vec::new(),
        };
        let mut candidates = pairs(search.design.lists());
        while let Some((position, entry, larger)) =
            search.best_entry(&candidates, counts, threshold)
        {
            candidates.remove(position);
            search.fit = fitter.fit(&larger, counts, Some(&search.start(entry.pair)));
            search.design = larger;
            search.entries.push(entry);
        }
        search
    }

    /// The pair that enters next, its place among the candidates and the design with it. Pairs
    /// are tried from the least probable on, so that existence is checked for few of them.
    fn best_entry(
        &self,
        candidates: &[u16],
        counts: &[u64],
        threshold: Threshold,
    ) -> Option<(usize, Entry, Design)> {
        let limit = threshold.0.ln();
        let mut ranked: Vec<(usize, Entry)> = Vec::new();
        for (position, &pair) in candidates.iter().enumerate() {
            let shared = self.design.margins()[usize::from(pair)];
            let expected = self.fit.fitted_margins[usize::from(pair)];
            let ln_probability = ln_smaller_tail(shared as u64, expected);
            if ln_probability < limit {
                ranked.push((
                    position,
                    Entry {
                        pair,
                        ln_probability,
                    },
                ));
            }
        }
        // The sort is stable: of equal probabilities the first pair wins, as in the original.
        ranked.sort_by(|a, b| a.1.ln_probability.total_cmp(&b.1.ln_probability));
        ranked.into_iter().find_map(|(position, entry)| {
            let mut larger = self.design.clone();
            larger.add(entry.pair);
            let unique = assess(&larger, counts) == Existence::Unique;
            unique.then_some((position, entry, larger))
        })
    }

    /// The present effects, with the new pair's at the logarithm of what it has to explain.
    fn start(&self, pair: u16) -> Vec<f64> {
        let mut effects = self.fit.effects.clone();
        let cell = usize::from(pair);
        let ratio = self.design.margins()[cell] / self.fit.fitted_margins[cell];
        effects[cell] = if ratio > 0.0 && ratio.is_finite() {
            ratio.ln()
        } else {
            0.0
        };
        effects
    }
}

/// All pairs of lists: (1,2), (1,3), …, (2,3), ….
pub(crate) fn pairs(lists: usize) -> Vec<u16> {
    let seconds = |first| (first + 1..lists).map(move |second| 1u16 << first | 1u16 << second);
    (0..lists).flat_map(seconds).collect()
}
