//! What the columns of a file mean: recognised as a proposal, settled by the user, remembered, and
//! applied. Three layouts are known (our own workbook, long tables, wide tables), and all three
//! are read in one way: labels of a row and headings of a column make the key of a figure.

mod apply;
mod assemble;
mod fingerprint;
mod gathering;
mod head;
mod indicator_cell;
mod mapping;
mod memo;
pub mod own_workbook;
mod reading;
mod recognise;
mod resolve;
mod source;
mod stated;

pub use apply::apply;
pub use fingerprint::Fingerprint;
pub use mapping::{
    Label, LabelChoice, LabelMeaning, Mapping, PartialKey, TableMapping, ValueColumn,
};
pub use reading::{Context, Part, Question, Reading, Refusal, RefusalReason};
pub use recognise::{Candidate, LayoutKind, UnknownHeading, recognise};

pub(crate) use assemble::{Assembler, Key};
pub(crate) use memo::Problem;
pub(crate) use source::Texts;
pub(crate) use stated::{Beside, Stated, stated};
