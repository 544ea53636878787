//! The end of a case: closed with a reason, opened again under the same code, kept as long as it must
//! be, and then erased by destroying its keys.

mod close;
mod erase;
mod hold;
mod obstacles;
mod prolong;
mod retention;

pub use close::{Closure, ClosureReason, NewClosure};
pub use erase::Erasure;
pub use obstacles::{ClosingObstacle, ClosureText, Hold};
pub use prolong::Prolongation;
pub use retention::FileDue;
