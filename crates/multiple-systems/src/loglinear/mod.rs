//! Poisson log-linear models for capture histories.
//!
//! The count of every observed combination of lists is Poisson; the logarithm of its mean is the
//! sum of the effects of all subsets of the combination that are in the model (Fienberg 1972;
//! Bishop, Fienberg & Holland 1975, chapter 6). The intercept is then the logarithm of the mean
//! number of people on no list. Overlaps in which nobody was seen get an effect of −∞ (Chan,
//! Silverman & Vincent 2021). The module must never return an estimate without saying whether
//! it exists.

mod cholesky;
mod design;
mod fit;
mod model;
mod sums;

pub(crate) use cholesky::Cholesky;
pub use design::Design;
pub(crate) use fit::entropy;
pub use fit::{Fit, Fitter};
pub use model::Model;
pub(crate) use sums::{subset_sums, superset_sums};
