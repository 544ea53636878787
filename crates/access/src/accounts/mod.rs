//! Accounts: one file for each verb.

mod act_for;
mod change;
mod create;
mod names;
mod row;
mod set_up;

pub use change::AccountChange;
pub(crate) use change::keep_one_administrator;
pub(crate) use change::set_password;
pub use create::NewAccount;
pub(crate) use create::membership_detail;
pub use row::{ACCOUNT_BY_NAME, ACCOUNTS_AFTER, Account};
pub(crate) use row::{Columns, account_by_id};
pub use set_up::FirstAdministrator;
