//! A case whose lead left. Two people of its institution name another lead, who takes it over with new
//! keys; one person alone never does, and an administrator has no part in it.
//!
//! The new lead is somebody who can open the whole case already: a deputy, or whoever holds a grant on
//! all of it. Where nobody does, two of three open it for them: the custodians whom the lead had named, or
//! the institution's keepers of emergencies. Nothing here opens a case to those two. See
//! docs/decisions/0019.

mod confirm;
mod deciders;
mod missing;
mod propose;
mod row;
mod states;
mod take;
mod take_back;
mod told;
mod watch;

pub(crate) use deciders::ClosedKey;
pub use missing::{LeadOverview, LeaderlessCase, Succession};
pub use states::{SUCCESSION_TABLE, SuccessionState, SuccessionStep, SuccessionWay};
pub use told::LeadChange;
pub(crate) use watch::lead_left;
