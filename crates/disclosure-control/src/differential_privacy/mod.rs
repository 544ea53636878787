//! Counts with noise that hides whether any one person is among them: the discrete Laplace and the
//! discrete Gaussian distribution, drawn exactly, and a ledger of what was spent.
//!
//! For pooled national files alone. Where there are few people, noise that protects them drowns every
//! count or invents people who are not there; such files are refused, and the refusal says why. The
//! samplers hold no number with a decimal point, and randomness comes from the caller alone.
//!
//! Method: Canonne, Kamath & Steinke (2020, The Discrete Gaussian for Differential Privacy, NeurIPS);
//! concentrated privacy after Bun & Steinke (2016).

mod bernoulli;
mod budget;
mod choose;
mod gaussian;
mod laplace;
mod noise;
mod random;
mod size;

pub use budget::{Ledger, Spend, parse_delta, parse_epsilon};
pub use gaussian::gaussian;
pub use laplace::laplace;
pub use noise::{Asked, Mechanism, Noisy, noise};
pub use random::RandomBytes;
pub use size::{LARGEST_EPSILON, LEAST_RECORDS};

/// Millionths: how ε is written down, so that spends add up exactly.
pub const MILLION: u64 = 1_000_000;
