//! Proofs for those who hold a checkpoint and not the log: that a row is in it, and that a later log
//! continues an earlier one.

mod check;
mod make;
mod range;

pub use check::{continues, includes};
pub use make::{consistency_proof, inclusion_proof};
