//! Adopted figures: what the committee decides, by which rule, for what reason, in which meeting.
//!
//! A decision rests on the figures that were reported when it was made. It never touches them, can
//! be recomputed from them, and stops counting as soon as one of them changes.

mod adopt;
mod read;
mod rule;

pub use adopt::{Decision, adopt};
pub use read::{AdoptedFigure, AdoptedState, adopted_figure, adopted_history};
pub(crate) use read::{Decisions, decision, states};
pub use rule::{AdoptedValue, AdoptionInput, AdoptionRule, AdoptionRuleError};
