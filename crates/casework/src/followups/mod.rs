//! Follow-up after the plan: with the person's wish alone, at one, three, six, twelve and twenty-four
//! months, by what the person says. It shows a trend and decides about nothing.

mod outcomes;
mod schedule;

pub use outcomes::{DomainOutcome, NewFollowUp, OutcomeScore};
pub use schedule::{FollowUp, FollowUpState};
