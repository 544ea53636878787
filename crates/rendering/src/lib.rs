//! How figures read, in two languages: the names of places, institutions and indicators, numbers and
//! standings, marks of charts, and snapshots as documents.
//!
//! Pages, the programs' door and the command line write a figure in one way because they write it
//! here. What stands in [`figures`] and [`snapshots`] is for the committee's own. What `release` let
//! out is written in [`released`], and the public's pages take figures from nowhere else.

pub mod engine_message;
pub mod figures;
pub mod released;
pub mod snapshots;
