//! Discrepancies: figures that do not fit together, found by the program and settled by people.

mod derive;
mod file;
mod finding;
mod group;
mod list;
mod note;
mod register;
mod row;

pub use derive::{Derivation, derive, inputs_fingerprint};
pub use file::{DiscrepancyFile, Measure, Pair, discrepancies_of_fact, discrepancy_open};
pub use finding::{Finding, Kind, Settled, Significance, Standing, Weight};
pub use group::{Cell, Figure, Group, Knowledge};
pub use list::{
    Discrepancy, DiscrepancyFilter, LIST_OF_ALL, LIST_OF_REGION, discrepancy_count,
    discrepancy_list,
};
pub use note::{NewNote, Note, NoteKind, REASONS, note_add, note_list};
pub(crate) use note::{date_of_days, days};
pub use register::{Extent, Status, rederive};
pub(crate) use row::fact_cell;
