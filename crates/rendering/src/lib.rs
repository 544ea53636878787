//! How the committee's figures read, in two languages: the names of places, institutions and
//! indicators, numbers and standings, marks of charts, and snapshots as documents.
//!
//! Pages, the programs' door and the command line write a figure in one way because they write it
//! here. Everything that leaves this crate is for members: what the public may see is made by
//! `release`.

pub mod engine_message;
pub mod figures;
pub mod snapshots;
