//! Adopted figures: what the committee decides, by which rule, for what reason, in which meeting.

mod rule;

pub use rule::{AdoptedValue, AdoptionInput, AdoptionRule, AdoptionRuleError};
