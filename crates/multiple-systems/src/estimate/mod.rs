//! The whole answer: all methods, their range, the gate, and how sensitive it all is.
//!
//! This is what `besa estimate` prints. The result of one method must never leave without the
//! others: asking for a method puts it first, it does not silence the rest.

mod method;
mod options;
mod report;
mod run;

pub use method::Method;
pub use options::Options;
pub use report::{Diagnostics, EstimateReport, ListSize, MethodResult, Sensitivity};

use crate::capture::{self, Canonical};
use crate::gate::Gate;
use crate::progress::Progress;
use crate::sensitivity::{self, LinkageDraws, QuickEstimates};
use crate::{CaptureTable, Error, bounds};
use std::io::Read;

/// Shares of missed links that are tried.
const MISSED: [f64; 3] = [0.02, 0.05, 0.10];

const UNSETTLED: &str = "the chains of a method do not agree; its estimate is shown but stays out of \
                         the range";

/// Reads a capture-history file and estimates.
///
/// # Errors
/// Whatever is wrong with the file or the options, or [`Error::Stopped`].
pub fn estimate(
    source: impl Read,
    options: &Options,
    progress: &dyn Progress,
) -> Result<EstimateReport, Error> {
    estimate_draws(&capture::read_draws(source)?, options, progress)
}

/// The quick point estimates alone, for many runs; they must not be shown as an answer.
#[must_use]
pub fn point_estimates(table: &CaptureTable, options: &Options) -> QuickEstimates {
    QuickEstimates::of(&Canonical::new(table).table, options.threshold)
}

/// Estimates from the tables of all draws of a linkage, or from one table. The draw with the
/// middle number of people is analysed in full.
///
/// # Errors
/// [`Error::NoPeople`] without a table, options that do not fit it, [`Error::Stopped`].
pub fn estimate_draws(
    draws: &[CaptureTable],
    options: &Options,
    progress: &dyn Progress,
) -> Result<EstimateReport, Error> {
    let mut draws: Vec<CaptureTable> = draws
        .iter()
        .map(|table| options.chosen_lists(table))
        .collect::<Result<_, _>>()?;
    draws.sort_by_key(CaptureTable::observed);
    let table = draws.get(draws.len() / 2).ok_or(Error::NoPeople)?;
    let canonical = Canonical::new(table);
    let mut methods = Vec::new();
    for method in options.order() {
        methods.push(run::run(method, table, &canonical, options, progress)?);
    }
    let estimates: Vec<f64> = methods.iter().filter_map(MethodResult::reliable).collect();
    let mut gate = Gate::judge(table, &estimates, options.linkage);
    if methods
        .iter()
        .any(|result| result.diagnostics.settled == Some(false))
    {
        gate.caveats.push(UNSETTLED);
    }
    let threshold = options.threshold;
    Ok(EstimateReport {
        observed: table.observed(),
        lists: report::sizes(table),
        range: sensitivity::range(estimates.iter().map(|&value| Some(value))),
        methods,
        bounds: bounds::bounds(&canonical.table),
        sensitivity: Sensitivity {
            leave_out: sensitivity::leave_out(table, threshold),
            merged: sensitivity::merge(table, threshold),
            missed_links: sensitivity::missed_links(
                &canonical.table,
                threshold,
                &MISSED,
                options.replication.seed(),
            ),
            consistency: sensitivity::consistency(table, threshold),
            linkage_draws: LinkageDraws::of(&draws, threshold),
        },
        gate,
        threshold: threshold.value(),
        replicates: options.replication.replicates(),
        seed: options.replication.seed(),
    })
}
