//! Signing in: the one place where a password is taken for an answer.

pub(crate) mod attempts;
mod try_password;

pub use try_password::{SignIn, SignInOutcome};
