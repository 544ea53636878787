//! Suggestions for tables whose cells are too small: which years to pool and which dimensions to make
//! coarser, and how many cells could then be published.
//!
//! Suggestions only. Each was hidden and audited by itself; of several, one may be published, and that
//! one together with everything released before. Nothing here makes a table for publication.

mod candidate;
mod hide;
mod suggest;

pub use candidate::{Choice, Inner};
pub use hide::Policy;
pub use suggest::{Limits, Suggestion, suggest};
