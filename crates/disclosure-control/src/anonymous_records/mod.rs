//! Records without people: every combination of all that is told occurs at least k times. Codes are
//! made coarser column by column, and records that still stand out are left out.
//!
//! For pooled national files alone, as those who collect such files ask for them (k = 11). All columns
//! count as known to the attacker: there is no "sensitive" column beside them that a whole group could
//! share by chance. What comes out is counted again by other code before it is handed out.
//!
//! Method: k-anonymity (Samarati & Sweeney 1998) by full-domain generalisation, each combination of
//! levels being tried (LeFevre, DeWitt & Ramakrishnan 2005), with Sweeney's precision as the loss.

mod check;
mod search;

pub use check::smallest_group;
pub use search::{Anonymised, Asked, anonymise};

/// k is never smaller.
pub const LEAST_K: usize = 10;

/// Files with fewer records are refused.
pub const LEAST_RECORDS: usize = 2_000;

/// What stands for "not told".
pub const ANY: &str = "*";
