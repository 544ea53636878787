//! Discrepancies: figures that do not fit together, found by the program and settled by people.

mod batch;
mod derive;
mod existing;
mod file;
mod finding;
mod group;
mod history;
mod list;
mod note;
mod own_part;
mod rederive;
mod register;
mod row;
mod settle;
mod status;

pub(crate) use batch::{Batch, number_list};
pub use derive::{Comparison, Derivation, inputs_fingerprint};
pub use file::{DiscrepancyFile, Measure, Pair, discrepancies_of_fact, discrepancy_open};
pub use finding::{Finding, Kind, Settled, Significance, Standing, Weight};
pub use group::{Cell, Figure, Group, Knowledge};
pub use list::{
    Discrepancy, DiscrepancyFilter, LIST_OF_ALL, LIST_OF_REGION, discrepancy_count,
    discrepancy_list,
};
pub use note::{NewNote, Note, NoteKind, REASONS, note_add};
pub(crate) use note::{date_of_days, days};
pub use own_part::{OwnPart, OwnPartFile, PARTS, own_part_list, own_part_open};
pub use rederive::{Extent, rederive};
pub(crate) use row::fact_cell;
pub use status::Status;
