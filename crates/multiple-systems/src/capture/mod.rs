//! Capture histories: who is on which lists, as counts.
//!
//! This is the only form in which data enter the engine. It never holds a row per person longer
//! than it takes to count it.

mod canonical;
mod history;
mod name;
mod reader;
mod table;

pub(crate) use canonical::Canonical;
pub use history::CaptureHistory;
pub use name::ListName;
pub use reader::{read, read_draws};
pub use table::{CaptureTable, Overlap};

/// The most lists that are accepted: 2¹⁰ − 1 histories.
pub const MOST_LISTS: usize = 10;

/// The most people that are accepted in one table.
pub const MOST_PEOPLE: u64 = 100_000_000;
