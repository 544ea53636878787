//! Returns: what one institution is asked for, place by place and period by period.

mod state;

pub use state::{ReturnState, ReturnStep};
