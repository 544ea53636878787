//! Imports: files become figures. Staged and previewed first, committed all or nothing, undone as
//! a batch.
//!
//! The file itself is kept, with its hash: it is the evidence behind every figure that came from
//! it. Reading files is the exchange's work; this module takes figures that are already understood.

mod commit;
mod filled;
mod list;
mod memory;
mod preview;
mod stage;
mod undo;

pub use commit::import_commit;
pub use filled::{FilledReturn, filled_returns};
pub use list::{
    Import, LIST_OF_ALL, LIST_OF_INSTITUTION, LIST_OF_REGION, import_find, import_list, source_file,
};
pub use memory::{mapping_recall, mapping_remember, meanings_recall, meanings_remember};
pub use preview::{Outcome, Preview, PreviewRow, ROWS, import_preview};
pub use stage::{ImportState, NewImport, import_discard, import_stage};
pub use undo::import_undo;
