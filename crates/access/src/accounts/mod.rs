//! Accounts: who exists, and how the first one comes to be.

mod manage;
mod password;
mod set_up;

pub use manage::{
    Account, NewAccount, account_add, account_list, account_set_disabled, account_set_password,
    change_password,
};
pub(crate) use manage::{Columns, insert};
pub use password::password_problem;
pub(crate) use password::{hash, verify};
pub use set_up::{first_administrator, is_set_up};
