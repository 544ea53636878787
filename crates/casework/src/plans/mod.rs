//! Needs, risks and the plan, made with the person: each action waits for their own yes, and they
//! choose who helps. Nothing here can see whether they take part in proceedings.

mod actions;
mod answer;
mod assessment;
mod goals;
mod lists;
mod look;
mod revise;
mod reword;
mod states;
mod text;
mod versions;

pub use actions::{ActionMove, NewAction};
pub use answer::AssessmentAnswer;
pub use assessment::{Assessment, AssessmentText, DomainNeed, NewAssessment};
pub use goals::{Goal, NewGoal, PlanAction};
pub use lists::{Domain, NeedLevel, RiskLevel};
pub use look::PlanLook;
pub use revise::ActionRevision;
pub use reword::GoalRevision;
pub use states::{ACTION_TABLE, ActionState, ActionStep};
pub use versions::{ActionChange, ActionVersion, ActionView, Witness};
