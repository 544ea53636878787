//! Discrepancies: figures that do not fit together, found by the program and settled by people.

mod derive;
mod finding;
mod group;

pub use derive::{Derivation, derive};
pub use finding::{Finding, Kind, Settled, Significance, Standing, Weight};
pub use group::{Cell, Figure, Group, Knowledge};
