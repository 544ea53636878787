//! What somebody may act as: one account holds one membership for each body that its owner sits on,
//! one file for each verb. Rights never add up: a session and a token act in exactly one of them.

mod choose;
mod end;
mod give;
mod held;
mod past;

pub(crate) use give::insert;
pub(crate) use held::{Columns, held_within, in_order};
pub use held::{HeldMembership, MEMBERSHIPS_AFTER, MEMBERSHIPS_OF_ACCOUNT};
pub use past::PastMembership;
