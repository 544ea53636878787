//! Who somebody is: account, role, and the region and institution they stand for.

mod account_id;
mod actor;
mod membership;
mod names;
mod role;

pub use account_id::AccountId;
pub use actor::Actor;
pub use membership::{Membership, MembershipError};
pub use names::{DisplayName, NameError, SignInName};
pub use role::Role;
