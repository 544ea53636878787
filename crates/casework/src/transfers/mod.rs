//! Handing a case to another manager, also of another institution. Whoever leads it proposes; a second
//! person of the institution approves and the new manager accepts, by a code and without seeing the
//! case; then whoever leads it hands it over: in one step the keys are made anew for the new manager,
//! the old team opens nothing any more, and the sender keeps a status by code.

mod answer;
mod hand_over;
mod list;
mod propose;
mod row;
mod states;

pub use answer::TransferAnswer;
pub use list::{Transfer, TransferPart};
pub use propose::NewTransfer;
pub use states::{TRANSFER_TABLE, TransferReason, TransferState, TransferStep};
