//! What a user or an attacker sees of the linkage engine.
//!
//! Reference data beside the repository is used where it is there; tests that need it say so and
//! do nothing without it.

mod attack;
mod clk;
mod encoding;
mod golden;
mod reference;
mod round;
