//! Returns: what one institution is asked for, place by place and period by period.

mod board;
mod file;
mod fill;
mod identity;
mod state;
mod step;

pub use board::{BoardCell, OF_REGION, Punctuality, Rates, board, rates};
pub use file::{ReturnCell, ReturnEvent, ReturnFile, return_open};
pub use fill::{CellEntry, return_fill};
pub use identity::{InstitutionReturn, ReturnKey, due_on, return_ensure, return_find};
pub(crate) use identity::{ensure_in, expect_reached};
pub use state::{ReturnState, ReturnStep};
pub(crate) use step::step_in;
pub use step::{StepRequest, return_step};
