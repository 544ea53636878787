//! A lost passphrase: two of three custodians, whom the worker named while inside, bring the worker's
//! own key back. Each types the code that the worker tells them by voice; neither of them ever holds
//! the key, because it is handed on closed for a pair of the worker's own request, whose private half
//! lies under the passphrase that the worker has chosen anew. See docs/decisions/0012.
//!
//! Custodians keep the keys of a worker; the keepers of an institution's emergencies keep another key,
//! for another day, by the same cryptography.

mod ask;
mod custodians;
mod help;
mod overview;
mod rows;
mod states;
mod take_back;

pub use custodians::Custodians;
pub(crate) use custodians::closed_key;
pub use overview::{CustodyOverview, Recovery};
pub use states::{RECOVERY_TABLE, RecoveryState, RecoveryStep};
