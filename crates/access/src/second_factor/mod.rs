//! The second factor: one-time codes after RFC 6238 from a device of the person's own, and recovery
//! codes for the day it is lost.
//!
//! The table wing asks for it at its inner door and again before a name is shown. The secret lies
//! in the database as it is, because both sides of RFC 6238 need it: a copy of the database gives
//! the codes away, and still opens nothing without the passphrase. It must never be shown again once
//! a first code has confirmed it.

mod check;
mod enrol;
mod recovery;
mod reset;
mod secret;

pub use enrol::SecondFactorState;
pub use recovery::RecoveryCode;
pub use secret::SecondFactorSecret;
