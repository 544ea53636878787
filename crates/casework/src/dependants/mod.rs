//! The person's own children: helped with the person, never counted as a case of their own. Which there
//! are is sealed; what a shelter must know is how many beds.

mod lists;
mod record;

pub use lists::{DependantAge, DependantPlace};
pub(crate) use record::with_person;
pub use record::{Dependant, MOST_DEPENDANTS};
