//! Who somebody is: account, and the one role, region and institution in which they act.

mod account_id;
mod actor;
mod membership;
mod membership_id;
mod names;
mod role;

pub use account_id::AccountId;
pub use actor::Actor;
pub use membership::{Membership, MembershipError};
pub use membership_id::MembershipId;
pub use names::{DisplayName, NameError, SignInName};
pub use role::Role;
