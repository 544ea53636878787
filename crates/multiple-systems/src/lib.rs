//! Multiple systems estimation: how many people are on no list.
//!
//! From lists that overlap (police, shelters, helplines, …) the crate estimates how many people
//! the lists miss. It is honest first: every method is run, the answer is the range over methods,
//! and a [`gate`] says "not estimable" with its reason when the data cannot carry an answer. It is
//! a pure engine: it knows counts per capture history and nothing else. It must never hold, ask
//! for or print anything about a person, never read a clock, and never draw from an unseeded
//! source of randomness.
//!
//! [`estimate::estimate`] gives the whole answer. What follows is the README, with the paper behind
//! each method.
#![doc = include_str!("../README.md")]

pub mod bootstrap;
pub mod bounds;
pub mod capture;
mod chains;
pub mod decomposable;
mod error;
pub mod estimate;
pub mod existence;
pub mod gate;
pub mod information;
pub mod latent;
mod linear;
pub mod loglinear;
mod model_fit;
mod progress;
mod random;
pub mod sensitivity;
pub mod shrinkage;
pub mod stepwise;

pub use capture::{CaptureHistory, CaptureTable, ListName};
pub use chains::Summary;
pub use error::Error;
pub use estimate::{EstimateReport, Method, Options};
pub use existence::Existence;
pub use loglinear::Model;
pub use model_fit::ModelFit;
pub use progress::{Progress, Silent, Step};
