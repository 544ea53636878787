//! Texts as people really type them: folding for comparison, and the nearest of several names.

mod fold;
mod nearest;

pub use fold::fold;
pub use nearest::nearest;
