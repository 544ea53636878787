//! Counts of the technical table's cases, as they come through the gate: one more source beside what
//! institutions report. Numbers and coded reasons alone; this crate cannot see what was counted.

mod hand_over;
mod read;

pub use hand_over::{HandedCount, count_hand_over};
pub use read::{CountRecord, count_return};
pub(crate) use read::{of_figure, of_return};
