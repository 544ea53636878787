//! Compares all pairs of encodings, bit by bit and in parallel.
//!
//! No blocking: every record of one list meets every record of the other, so no pair is lost and
//! no blocking key leaks. Filters that one side lacks are left out of the similarity of a pair:
//! missing is no evidence. This folder must know nothing but bits.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod choose;
mod kernel;
mod noise;
mod portable;
mod screen;
mod simd;
mod tile;

pub use kernel::Kernel;
pub(crate) use noise::{Counts, Noise};
pub use screen::similar_pairs;
pub(crate) use screen::{Pair, Side, screen};
