//! The calculation itself: pure, so that it can be done off the threads that answer requests, and
//! again by whoever wants to check it.

use super::Choices;
use crate::EstimationError;
use multiple_systems::{Progress, Step, estimate::estimate, gate::Reason};

/// A whole answer, ready to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Calculated {
    /// The engine's report as JSON.
    pub(super) report: String,
    /// Why the gate refuses an answer: stable codes, each with the number it turns on.
    pub(super) reasons: Vec<(String, f64)>,
}

/// Ends a run when nobody would wait for it any longer.
struct Until<'a>(&'a (dyn Fn() -> bool + Sync));

impl Progress for Until<'_> {
    fn step(&self, _step: Step) -> bool {
        (self.0)()
    }
}

/// Estimates from a file of capture histories; `go_on` is asked again and again whether to.
///
/// # Errors
/// [`EstimationError::Engine`] with what is wrong with the lists or the choices, or
/// `multiple_systems::Error::Stopped`.
pub fn calculate(
    histories: &str,
    choices: &Choices,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Calculated, EstimationError> {
    let report = estimate(histories.as_bytes(), &choices.options()?, &Until(go_on))?;
    let reasons = report.gate.reasons.iter();
    Ok(Calculated {
        reasons: reasons
            .map(|reason| (reason.code().to_owned(), number(*reason)))
            .collect(),
        report: serde_json::to_string(&report).map_err(|_| EstimationError::Corrupt("report"))?,
    })
}

/// The number that a reason turns on; 0 where there is none.
fn number(reason: Reason) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "people and lists, far below 2^52"
    )]
    match reason {
        Reason::People(found) | Reason::Shared(found) => found as f64,
        Reason::Lists(found)
        | Reason::Pairs(found)
        | Reason::Everybody(found)
        | Reason::Methods(found) => found as f64,
        Reason::Spread(ratio) => ratio,
        Reason::LinkageMissed(share) => share,
        _ => 0.0,
    }
}
