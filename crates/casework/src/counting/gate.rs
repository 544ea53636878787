//! What the table asks of the gate. The gate alone sees both wings: it implements this, and the
//! program puts it behind the table's door, so that the door never names a thing of the committee's.

use crate::{CaseworkError, Request};
use std::pin::Pin;
use vocabulary::{CountedIndicator, Period, PlaceCode};

/// What the table's cases of a region amount to in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCount {
    /// The region.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// What was counted, in the order of the country package.
    pub indicators: Vec<CountedIndicator>,
    /// Where the return stands that was handed over, by its code; none when none was.
    pub standing: Option<String>,
    /// Whether it can be handed over now.
    pub may_be_handed_over: bool,
    /// Names exactly these numbers: what is handed over is what was seen.
    pub fingerprint: String,
}

/// An answer of the gate.
pub type GateAnswer<'g, Value> =
    Pin<Box<dyn Future<Output = Result<Value, CaseworkError>> + Send + 'g>>;

/// The gate, as the table sees it.
pub trait CountingGate: Send + Sync {
    /// Counts the cases of the worker's own region.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for who may not count, `count-period-unknown`.
    fn count<'g>(&'g self, request: Request<'g>, period: Period) -> GateAnswer<'g, TableCount>;

    /// Hands the count over to the committee, as it was seen.
    ///
    /// # Errors
    /// As [`Self::count`]; `count-period-open` before the period is over, `count-changed-meanwhile`,
    /// `count-already-handed-over` while the committee has it.
    fn hand_over<'g>(
        &'g self,
        request: Request<'g>,
        period: Period,
        fingerprint: &'g str,
    ) -> GateAnswer<'g, ()>;
}
