//! Texts as people really type them: folding for comparison, the nearest of several names, dates.

mod date;
mod fold;
mod nearest;

pub use date::date;
pub use fold::fold;
pub use nearest::nearest;
