//! Needs, risks and the plan, made with the person: each action waits for their own yes, and they
//! choose who helps. Nothing here can see whether they take part in proceedings.

mod actions;
mod assessment;
mod goals;
mod lists;
mod revise;
mod states;
mod versions;

pub use actions::{ActionMove, NewAction};
pub use assessment::{Assessment, AssessmentText, DomainNeed, NewAssessment};
pub use goals::{Goal, NewGoal, PlanAction};
pub use lists::{Domain, NeedLevel, RiskLevel};
pub use revise::ActionRevision;
pub use states::{ACTION_TABLE, ActionState, ActionStep};
pub use versions::{ActionChange, ActionVersion, ActionView, Witness};
