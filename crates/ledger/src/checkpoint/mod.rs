//! Checkpoints: the log's size and root under a signature, as a short text that others keep. Whoever
//! holds one can tell later whether the log behind it was rewritten.
//!
//! The text is a C2SP checkpoint (<https://c2sp.org/tlog-checkpoint>) in a signed note
//! (<https://c2sp.org/signed-note>), so that the tools of other transparency logs read it.

mod key;
mod note;
mod witness;

pub use key::{CheckpointKey, CheckpointVerifier};
pub use note::{Checkpoint, CheckpointError};
pub use witness::{WitnessKey, WitnessVerifier};
