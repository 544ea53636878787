//! Passwords: what is accepted, and how one is checked without ever being stored.

mod hashing;
mod rules;

pub(crate) use hashing::Hashing;
pub use hashing::PasswordCost;
pub(crate) use rules::NewPassword;
pub use rules::{FEWEST_CHARACTERS, PasswordProblem};
