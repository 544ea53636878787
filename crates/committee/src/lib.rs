//! The committee wing: what institutions report, where they differ, what the committee adopts.
//!
//! A reported figure is one institution's word and is never overwritten; an adopted figure is the
//! committee's word and never touches it. This crate knows places, periods, institutions and
//! counts. It never holds, finds, shows or exports the identity of anybody, and it may not depend
//! on a crate that does.

pub mod adoption;
pub mod discrepancies;
pub mod returns;
