//! Why something cannot be counted. Nothing here is about a case.

use vocabulary::{IndicatorCode, RuleAspect};

/// A count that the country package asks for and cases cannot give.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// Cases do not hold what the rule asks for.
    #[error("{indicator} cannot be counted from cases by its {}", .aspect.code())]
    Uncountable {
        /// Which indicator.
        indicator: IndicatorCode,
        /// What of its rule.
        aspect: RuleAspect,
    },
    /// The place is not one of the country, or not one whose count may be shown.
    #[error("the place is not one that may be counted")]
    Place,
    /// The table wing refused or failed.
    #[error(transparent)]
    Casework(#[from] casework::CaseworkError),
}
