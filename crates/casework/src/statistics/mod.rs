//! The statistics compartment: the few codes by which a case can be counted. They are no sealed fields,
//! because whoever counts holds no key: so they are codes from short lists, never words, and never finer
//! than what a committee may see.

mod lists;
mod record;

pub use lists::{Citizenship, Exploitation, ExploitationScope, Sex};
pub use record::CaseStatistics;
pub(crate) use record::read as read_statistics;
