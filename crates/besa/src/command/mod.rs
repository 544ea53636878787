//! The commands, one file each. Exit codes: 0 done, 1 a finding, 2 bad use or input.

pub mod audit;
pub mod backup;
pub mod count;
pub mod demo;
pub mod discrepancies;
pub mod estimate;
pub mod hand_out;
mod hierarchy;
pub mod import;
pub mod link;
pub mod places;
mod progress;
pub mod protection;
pub mod release;
pub mod restore;
pub mod serve;
mod suppress;
pub mod table;
pub mod table_sheet;
