//! Which cell of which indicator a figure fills.

use crate::value::Expected;
use vocabulary::{Breakdown, IndicatorCode};

/// Which cell of which indicator, and what kind of number belongs there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct IndicatorCell {
    pub(crate) indicator: IndicatorCode,
    pub(crate) breakdown: Breakdown,
    pub(crate) expected: Expected,
}
